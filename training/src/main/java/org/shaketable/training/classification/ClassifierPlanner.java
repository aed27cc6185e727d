package org.shaketable.training.classification;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.perturbation.VectorAct;
import org.shaketable.random.Streams;
import org.shaketable.training.gpu.Plan;
import org.shaketable.training.optimizer.Coefficients;
import org.shaketable.training.workload.GradientNoiseFloor;

/**
 * What the updates of one classifier are to be, made before they are done: all that depends neither
 * on parameters nor on gradients, by the same hooks in the same order as where they are done here.
 */
final class ClassifierPlanner {
  private static final Set<Surface> BATCH =
      EnumSet.of(Surface.BATCH_SIZE, Surface.SAMPLES, Surface.INPUTS, Surface.LABELS);

  private final Classification settings;
  private final Streams streams;
  private final Hooks hooks;
  private final SampleBatch batch;
  private final int classes;
  private final GradientNoiseFloor noiseFloor;
  private final Coefficients.Sequence coefficients;
  private final double momentum;
  private final Set<Surface> disturbed = EnumSet.noneOf(Surface.class);
  private final List<double[]> realised = new ArrayList<>();
  private double learningRate;

  ClassifierPlanner(
      Classification settings,
      Streams streams,
      Hooks hooks,
      SampleBatch batch,
      int classes,
      GradientNoiseFloor noiseFloor) {
    this.settings = settings;
    this.streams = streams;
    this.hooks = hooks;
    this.batch = batch;
    this.classes = classes;
    this.noiseFloor = noiseFloor;
    this.coefficients = new Coefficients.Sequence(settings.optimizer());
    this.momentum = settings.optimizer().begin(0).momentum();
    hooks.exposures().forEach(e -> disturbed.addAll(e.perturbation().family().surfaces()));
  }

  Hooks hooks() {
    return hooks;
  }

  /** Learning rate of the last update that was planned. */
  double learningRate() {
    return learningRate;
  }

  private boolean batchDisturbed() {
    return disturbed.stream().anyMatch(BATCH::contains);
  }

  /**
   * Plans updates {@code [from, from + count)}.
   *
   * @param orders places of what runs with the same streams read in these updates
   */
  void plan(long from, int count, ParameterLayout layout, Plan plan, Map<Streams, Long> orders) {
    realised.clear();
    long order =
        batchDisturbed() ? 0 : orders.computeIfAbsent(streams, s -> order(from, count, plan));
    for (int i = 0; i < count; i++) {
      plan(from + i, order + (long) i * settings.batchSize(), layout, plan);
    }
  }

  private long order(long from, int count, Plan plan) {
    long first = Plan.NONE;
    for (int i = 0; i < count; i++) {
      long place = plan.indices(batch.order(from + i), settings.batchSize());
      first = i == 0 ? place : first;
    }
    return first;
  }

  private void plan(long step, long order, ParameterLayout layout, Plan plan) {
    double[] magnitudes = {firstMagnitude(), 0, 0};
    Plan.Batch read =
        batchDisturbed()
            ? own(step, plan)
            : new Plan.Batch(order, Plan.NONE, Plan.NONE, settings.batchSize());
    double smoothing =
        hooks.setting(Surface.LABEL_SMOOTHING, step, step, settings.labelSmoothing());
    List<VectorAct.Of> onGradient = new ArrayList<>(noiseFloor.acts(step, step));
    onGradient.addAll(hooks.acts(Surface.GRADIENT, step, step, layout));
    Plan.Acts acts =
        new Plan.Acts(
            hooks.acts(Surface.PARAMETERS, step, step, layout),
            onGradient,
            hooks.acts(Surface.OPTIMIZER_STATE, step, step, layout));
    magnitudes[0] = firstMagnitude();
    double limit = settings.maxGradNorm();
    if (limit > 0) {
      limit = hooks.setting(Surface.CLIPPING, step, step, limit);
    }
    magnitudes[1] = firstMagnitude();
    learningRate = hooks.setting(Surface.LEARNING_RATE, step, step, settings.learningRate(step));
    double used = hooks.setting(Surface.MOMENTUM, step, step, momentum);
    magnitudes[2] = firstMagnitude();
    if (!disturbed.isEmpty()) {
      realised.add(magnitudes);
    }
    plan.step(read, acts, coefficients.next(learningRate, used), smoothing, limit);
  }

  /** The batch of an update as hooks have left it. */
  private Plan.Batch own(long step, Plan plan) {
    double size = hooks.setting(Surface.BATCH_SIZE, step, step, settings.batchSize());
    int rows = (int) size;
    batch.read(step, rows, classes, hooks);
    long indices = plan.indices(batch.indices(), rows);
    long labels = plan.labels(batch.labels, rows);
    long inputs =
        disturbed.contains(Surface.INPUTS)
            ? plan.inputs(batch.inputs(), rows * batch.columns())
            : Plan.NONE;
    return new Plan.Batch(indices, labels, inputs, rows);
  }

  private double firstMagnitude() {
    List<Double> all = hooks.realisedMagnitudes();
    return all.isEmpty() ? Double.NaN : all.get(0);
  }

  /** Leaves the batch of the last update in place, to be looked at. */
  void lookAt(long step) {
    if (!batchDisturbed()) {
      batch.read(step, settings.batchSize(), classes, Hooks.NONE);
    }
  }

  /**
   * The realised magnitude of the first exposure at an update of the last plan, if it acts here.
   *
   * @param stage 0 where the loss is known, 1 the gradient's norm, 2 the parameters
   */
  OptionalDouble realised(int update, int stage) {
    boolean here =
        !hooks.exposures().isEmpty()
            && hooks.exposures().get(0).perturbation().elsewhere().isEmpty();
    return here ? OptionalDouble.of(realised.get(update)[stage]) : OptionalDouble.empty();
  }
}
