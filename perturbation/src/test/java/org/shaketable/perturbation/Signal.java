package org.shaketable.perturbation;

import java.util.HashMap;
import java.util.Map;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.schedule.Horizon;

/**
 * A plain signal behind each hook, one value a step: what comes back of it shows what a family does
 * over a run.
 */
final class Signal {
  static final int STEPS = 120;
  static final Horizon HORIZON = new Horizon(STEPS, 12);

  private static final int ENTRIES = 9;
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          java.util.List.of(
              new Tensor("W1", 0, 2, 2),
              new Tensor("b1", 4, 1, 2),
              new Tensor("W2", 6, 2, 1),
              new Tensor("b2", 8, 1, 1)));
  private static final int CLASSES = 3;
  private static final int POPULATION = 60;

  private final Surface surface;
  private final Hooks hooks;

  private Signal(Surface surface, Hooks hooks) {
    this.surface = surface;
    this.hooks = hooks;
  }

  /** What comes back of a surface's signal, by step; by parameter for the initial ones. */
  static double[] of(Surface surface, Hooks hooks) {
    Signal signal = new Signal(surface, hooks);
    if (surface == Surface.INITIALISATION) {
      return signal.initial();
    }
    hooks.start(wave(0), LAYOUT);
    double[] values = new double[STEPS];
    for (int step = 0; step < STEPS; step++) {
      values[step] = signal.at(step);
    }
    return values;
  }

  private double[] initial() {
    float[] parameters = new float[STEPS];
    for (int i = 0; i < STEPS; i++) {
      parameters[i] = (float) sine(i, 0);
    }
    hooks.start(parameters, new ParameterLayout(java.util.List.of(new Tensor("W", 0, 1, STEPS))));
    double[] values = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      values[i] = parameters[i];
    }
    return values;
  }

  private double at(int step) {
    return switch (surface) {
      case GRADIENT, OPTIMIZER_STATE, PARAMETERS, REWARDS, TARGETS, INPUTS, OBSERVATIONS, AVERAGE ->
          continuous(step);
      case SAMPLES, TOKENS, ACTIONS, LABELS, WORKER_SAMPLES, WORKER_LABELS -> discrete(step);
      case WORKERS -> workers(step);
      case PHYSICS -> physics(step);
      case LEARNING_RATE -> hooks.setting(surface, step, step, 0.01 * (1 - step / 200.0));
      case MOMENTUM -> hooks.setting(surface, step, step, 0.9);
      case CLIPPING -> hooks.setting(surface, step, step, 0.5);
      case BATCH_SIZE -> hooks.setting(surface, step, step, 64);
      case LABEL_SMOOTHING -> hooks.setting(surface, step, step, 0.1);
      case INITIALISATION -> Double.NaN;
    };
  }

  private double continuous(int step) {
    float[] values = wave(step);
    switch (surface) {
      case GRADIENT -> hooks.gradient(step, step, values, LAYOUT);
      case OPTIMIZER_STATE -> hooks.optimizerState(step, step, values, LAYOUT);
      case PARAMETERS -> hooks.parameters(step, step, values, LAYOUT);
      case REWARDS -> hooks.rewards(step, step, values, 1);
      case TARGETS -> hooks.targets(step, step, values, ENTRIES);
      case AVERAGE -> hooks.average(step, step, values, new float[ENTRIES], LAYOUT);
      default -> hooks.inputs(step, step, new Inputs(values, 0, 1, 1, 1, new float[] {0.7f}));
    }
    return values[0];
  }

  private double discrete(int step) {
    int[] values = {step / 4 % CLASSES, 0};
    switch (surface) {
      case TOKENS -> hooks.tokens(step, step, values, 1, CLASSES);
      case ACTIONS -> hooks.actions(step, step, values, 1, CLASSES);
      case LABELS -> hooks.labels(step, step, values, 1, CLASSES);
      case WORKER_LABELS -> hooks.workerLabels(step, step, values, 2, CLASSES, 2);
      default -> samples(step, values);
    }
    return values[0];
  }

  private void samples(int step, int[] values) {
    int[] labels = new int[POPULATION];
    for (int i = 0; i < POPULATION; i++) {
      labels[i] = i * CLASSES / POPULATION;
    }
    values[0] = step * 23 % POPULATION;
    values[1] = step * 37 % POPULATION;
    Selection selection = new Selection(values, 2, labels, CLASSES);
    if (surface == Surface.SAMPLES) {
      hooks.samples(step, step, selection);
    } else {
      hooks.workerSamples(step, step, selection, 2);
    }
  }

  private double workers(int step) {
    int[] missing = new int[2];
    hooks.workers(step, step, missing, 2);
    return missing[0] + missing[1];
  }

  private double physics(int step) {
    Map<String, Double> constants = new HashMap<>(Map.of("gravity", 9.8));
    hooks.physics(step, step, constants);
    return constants.get("gravity");
  }

  private static float[] wave(int step) {
    float[] values = new float[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
      values[i] = (float) sine(step, i);
    }
    return values;
  }

  private static double sine(int step, int entry) {
    return StrictMath.sin(2 * StrictMath.PI * (step / 40.0 + entry / 7.0)) + 0.3;
  }
}
