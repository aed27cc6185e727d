package org.shaketable.perturbation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.random.RandomStream;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Schedule;

/**
 * Stand-in for a learner: calls every hook once a step with values drawn afresh for that step, and
 * keeps what comes back. So what is not touched at a step equals what a clean bench has there.
 */
final class Bench {
  static final int STEPS = 400;
  static final Horizon HORIZON = new Horizon(STEPS, 40);
  static final ParameterLayout LAYOUT =
      new ParameterLayout(
          List.of(
              new Tensor("W1", 0, 10, 8),
              new Tensor("b1", 80, 1, 8),
              new Tensor("W2", 88, 8, 4),
              new Tensor("b2", 120, 1, 4)));
  static final int VOCABULARY = 20;
  static final int CHOICES = 5;
  static final int CLASSES = 3;
  static final int POPULATION = 300;
  static final int WORKERS = 12;

  /** Workers that share samples and labels. */
  static final int SHARES = 4;

  static final int ROWS = 8;
  static final int COLUMNS = 5;
  static final int STRIDE = 6;
  static final float[] SCALE = {1, 2, 0.5f, 3, 0.1f};

  /** What came back from each surface's hook, by step. */
  final Map<Surface, List<double[]>> values = new EnumMap<>(Surface.class);

  /** What came back from the hook of continuous actions, by step. */
  final List<double[]> continuousActions = new ArrayList<>();

  final double[] initial;
  private final Hooks hooks;

  Bench(Hooks hooks) {
    this.hooks = hooks;
    for (Surface surface : Surface.values()) {
      values.put(surface, new ArrayList<>());
    }
    float[] parameters = floats(Surface.INITIALISATION, 0, LAYOUT.size() + 3);
    initial = doubles(parameters);
    hooks.start(parameters, LAYOUT);
    values.get(Surface.INITIALISATION).add(doubles(parameters));
  }

  static Bench of(Hooks hooks) {
    return new Bench(hooks).run(0, STEPS);
  }

  static Bench of(Perturbation perturbation, Schedule schedule, long seed) {
    return of(new Shaker(List.of(new Exposure(perturbation, schedule)), seed, HORIZON));
  }

  Bench run(int from, int to) {
    for (int step = from; step < to; step++) {
      optimization(step);
      data(step);
      signal(step);
      round(step);
    }
    return this;
  }

  static int label(int index) {
    return index % CLASSES;
  }

  private void optimization(int step) {
    float[] gradient = floats(Surface.GRADIENT, step, LAYOUT.size() + 3);
    hooks.gradient(step, step, gradient, LAYOUT);
    keep(Surface.GRADIENT, doubles(gradient));
    float[] first = floats(Surface.OPTIMIZER_STATE, step, LAYOUT.size() + 3);
    float[] second = first.clone();
    hooks.optimizerState(step, step, first, LAYOUT);
    hooks.optimizerState(step, step, second, LAYOUT);
    keep(Surface.OPTIMIZER_STATE, doubles(first));
    values.get(Surface.OPTIMIZER_STATE).add(doubles(second));
    float[] parameters = floats(Surface.PARAMETERS, step, LAYOUT.size() + 3);
    hooks.parameters(step, step, parameters, LAYOUT);
    keep(Surface.PARAMETERS, doubles(parameters));
    setting(Surface.LEARNING_RATE, step, 0.01);
    setting(Surface.MOMENTUM, step, 0.9);
    setting(Surface.CLIPPING, step, 0.5);
    setting(Surface.BATCH_SIZE, step, 64);
    setting(Surface.LABEL_SMOOTHING, step, 0.1);
  }

  private void data(int step) {
    float[] inputs = floats(Surface.INPUTS, step, ROWS * STRIDE + 1);
    hooks.inputs(step, step, new Inputs(inputs, 1, ROWS, COLUMNS, STRIDE, SCALE));
    keep(Surface.INPUTS, doubles(inputs));
    keep(Surface.OBSERVATIONS, doubles(inputs));
    int[] labels = new int[POPULATION];
    for (int i = 0; i < POPULATION; i++) {
      labels[i] = label(i);
    }
    int[] indices = ints(Surface.SAMPLES, step, 33, POPULATION);
    hooks.samples(step, step, new Selection(indices, 32, labels, CLASSES));
    keep(Surface.SAMPLES, doubles(indices));
    int[] tokens = ints(Surface.TOKENS, step, 51, VOCABULARY);
    hooks.tokens(step, step, tokens, 50, VOCABULARY);
    keep(Surface.TOKENS, doubles(tokens));
    int[] actions = ints(Surface.ACTIONS, step, 9, CHOICES);
    hooks.actions(step, step, actions, 8, CHOICES);
    keep(Surface.ACTIONS, doubles(actions));
    float[] continuous = floats(Surface.ACTIONS, step, 16);
    hooks.actions(step, step, new Inputs(continuous, 0, 8, 2, 2, new float[] {1, 2}));
    continuousActions.add(doubles(continuous));
    Map<String, Double> constants = new HashMap<>(Map.of("gravity", 9.8, "mass", 0.1));
    hooks.physics(step, step, constants);
    keep(
        Surface.PHYSICS,
        new TreeMap<>(constants).values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private void signal(int step) {
    float[] rewards = floats(Surface.REWARDS, step, 9);
    hooks.rewards(step, step, rewards, 8);
    keep(Surface.REWARDS, doubles(rewards));
    int[] labels = ints(Surface.LABELS, step, 33, CLASSES);
    hooks.labels(step, step, labels, 32, CLASSES);
    keep(Surface.LABELS, doubles(labels));
    float[] targets = floats(Surface.TARGETS, step, 41);
    hooks.targets(step, step, targets, 40);
    keep(Surface.TARGETS, doubles(targets));
  }

  private void round(int step) {
    int[] missing = new int[WORKERS + 1];
    hooks.workers(step, step, missing, WORKERS);
    keep(Surface.WORKERS, doubles(missing));
    int[] population = new int[POPULATION];
    for (int i = 0; i < POPULATION; i++) {
      population[i] = label(i);
    }
    int[] indices = ints(Surface.WORKER_SAMPLES, step, 33, POPULATION);
    hooks.workerSamples(step, step, new Selection(indices, 32, population, CLASSES), SHARES);
    keep(Surface.WORKER_SAMPLES, doubles(indices));
    int[] labels = ints(Surface.WORKER_LABELS, step, 33, CLASSES);
    hooks.workerLabels(step, step, labels, 32, CLASSES, SHARES);
    keep(Surface.WORKER_LABELS, doubles(labels));
    float[] average = floats(Surface.AVERAGE, step, LAYOUT.size() + 3);
    hooks.average(step, step, average, new float[LAYOUT.size() + 3], LAYOUT);
    keep(Surface.AVERAGE, doubles(average));
  }

  private void setting(Surface surface, int step, double value) {
    keep(surface, new double[] {hooks.setting(surface, step, step, value)});
  }

  private void keep(Surface surface, double[] result) {
    values.get(surface).add(result);
  }

  /** How many of a surface's entries belong to it; behind them lies padding. */
  static int size(Surface surface) {
    return switch (surface) {
      case GRADIENT, OPTIMIZER_STATE, PARAMETERS, INITIALISATION, AVERAGE -> LAYOUT.size();
      case SAMPLES, LABELS, WORKER_SAMPLES, WORKER_LABELS -> 32;
      case WORKERS -> WORKERS;
      case TOKENS -> 50;
      case ACTIONS, REWARDS -> 8;
      case TARGETS -> 40;
      case PHYSICS -> 2;
      case INPUTS, OBSERVATIONS -> ROWS * STRIDE + 1;
      case LEARNING_RATE, MOMENTUM, CLIPPING, BATCH_SIZE, LABEL_SMOOTHING -> 1;
    };
  }

  private static float[] floats(Surface surface, long step, int count) {
    RandomStream random = RandomStream.of(99, "bench/" + surface, step);
    float[] drawn = new float[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = (float) random.nextGaussian();
    }
    return drawn;
  }

  private static int[] ints(Surface surface, long step, int count, int bound) {
    RandomStream random = RandomStream.of(99, "bench/" + surface, step);
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = random.nextInt(bound);
    }
    return drawn;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  private static double[] doubles(int[] values) {
    return java.util.Arrays.stream(values).asDoubleStream().toArray();
  }
}
