package org.shaketable.training.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.perturbation.VectorAct;
import org.shaketable.training.gpu.RunPlan;
import org.shaketable.training.optimizer.Coefficients;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.workload.GradientNoiseFloor;

/**
 * What the updates of one training are to be, made before they are done: all that depends neither
 * on parameters nor on gradients, by the same hooks in the same order as where they are done here
 * ({@link org.shaketable.training.descent.Descent}).
 */
public final class UpdatePlanner {
  private final ParameterLayout layout;
  private final double maxGradNorm;
  private final GradientNoiseFloor noiseFloor;
  private final Hooks hooks;
  private final Coefficients.Sequence coefficients;
  private final double momentum;
  private final List<double[]> realised = new ArrayList<>();
  private double learningRate;

  /** A planner of a training at its start; arguments as those of a descent. */
  public UpdatePlanner(
      ParameterLayout layout,
      Optimizer optimizer,
      double maxGradNorm,
      GradientNoiseFloor noiseFloor,
      Hooks hooks) {
    this.layout = layout;
    this.maxGradNorm = maxGradNorm;
    this.noiseFloor = noiseFloor;
    this.hooks = hooks;
    this.coefficients = new Coefficients.Sequence(optimizer);
    this.momentum = optimizer.begin(0).momentum();
  }

  Hooks hooks() {
    return hooks;
  }

  /** Learning rate of the last update that was planned. */
  double learningRate() {
    return learningRate;
  }

  /** The next plan is that of another launch. */
  void begin() {
    realised.clear();
  }

  /**
   * Plans one update, when all that comes before its gradient is planned.
   *
   * @param step the step that it belongs to, for the hooks
   * @param event number of the update, from 0
   */
  public void plan(long step, long event, double rate, RunPlan plan) {
    double[] magnitudes = {firstMagnitude(), 0, 0};
    List<VectorAct.Of> onGradient = new ArrayList<>(noiseFloor.acts(step, event));
    onGradient.addAll(hooks.acts(Surface.GRADIENT, step, event, layout));
    RunPlan.Acts acts =
        new RunPlan.Acts(
            hooks.acts(Surface.PARAMETERS, step, event, layout),
            onGradient,
            hooks.acts(Surface.OPTIMIZER_STATE, step, event, layout));
    double limit =
        maxGradNorm > 0 ? hooks.setting(Surface.CLIPPING, step, event, maxGradNorm) : maxGradNorm;
    magnitudes[1] = firstMagnitude();
    learningRate = hooks.setting(Surface.LEARNING_RATE, step, event, rate);
    double used = hooks.setting(Surface.MOMENTUM, step, event, momentum);
    magnitudes[2] = firstMagnitude();
    if (!hooks.exposures().isEmpty()) {
      realised.add(magnitudes);
    }
    plan.update(acts, coefficients.next(learningRate, used), limit);
  }

  private double firstMagnitude() {
    List<Double> all = hooks.realisedMagnitudes();
    return all.isEmpty() ? Double.NaN : all.get(0);
  }

  /**
   * The realised magnitude of the first exposure at an update of the last plan, if it acts here.
   *
   * @param stage 0 where the loss is known, 1 the gradient's norm, 2 the parameters
   */
  public OptionalDouble realised(int update, int stage) {
    boolean here =
        !hooks.exposures().isEmpty()
            && hooks.exposures().get(0).perturbation().elsewhere().isEmpty();
    return here ? OptionalDouble.of(realised.get(update)[stage]) : OptionalDouble.empty();
  }
}
