package org.shaketable.training.descent;

import java.util.function.Consumer;
import java.util.function.LongToDoubleFunction;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.training.optimizer.GlobalNorm;
import org.shaketable.training.optimizer.HookedUpdate;
import org.shaketable.training.probe.Residuals;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.GradientNoiseFloor;

/**
 * Parameters of one run on their way down a loss. An update is: the hook at the parameters, loss
 * and gradient of a batch, the noise floor, the hook at the gradient, clipping, the optimizer.
 */
public final class Descent {

  /** One batch's loss. */
  @FunctionalInterface
  public interface Loss {
    /** Loss of the batch of update {@code step}; its gradient goes to the array. */
    double of(long step, float[] parameters, float[] gradient) throws Diverged;
  }

  private final ParameterLayout layout;
  private final float[] parameters;
  private final float[] gradient;
  private final HookedUpdate update;
  private final LongToDoubleFunction rates;
  private final GradientNoiseFloor noiseFloor;
  private final Hooks hooks;
  private final Residuals losses = new Residuals();
  private double gradientNorm = Double.NaN;
  private double learningRate;
  private long step;

  /**
   * A descent at its start, with the hook at the initial parameters behind it.
   *
   * @param parameters to start from; the descent's own from now on
   * @param rates learning rate of the update that follows so many updates
   */
  public Descent(
      ParameterLayout layout,
      float[] parameters,
      HookedUpdate update,
      LongToDoubleFunction rates,
      GradientNoiseFloor noiseFloor,
      Hooks hooks) {
    this.layout = layout;
    this.parameters = parameters;
    this.gradient = new float[parameters.length];
    this.update = update;
    this.rates = rates;
    this.noiseFloor = noiseFloor;
    this.hooks = hooks;
    hooks.start(parameters, layout);
  }

  /**
   * Updates until {@link #step()} is {@code until}.
   *
   * @param beforeLast is shown the parameters before the last update
   * @throws Diverged as soon as a loss, gradient or parameter is NaN or infinite
   */
  public void advance(long until, Loss loss, Consumer<float[]> beforeLast) throws Diverged {
    while (step < until) {
      if (step == until - 1) {
        beforeLast.accept(parameters);
      }
      update(loss);
      step++;
    }
  }

  private void update(Loss loss) throws Diverged {
    hooks.parameters(step, step, parameters, layout);
    double value = loss.of(step, parameters, gradient);
    Diverged.check(value, "loss", step);
    losses.add(value);
    noiseFloor.add(gradient, layout.size(), step);
    gradientNorm = update.clip(step, step, gradient);
    Diverged.check(gradientNorm, "gradient", step);
    learningRate = update.apply(step, step, parameters, gradient, rates.applyAsDouble(step));
    Diverged.check(GlobalNorm.of(parameters, layout.size()), "parameters", step);
  }

  /** Updates done. */
  public long step() {
    return step;
  }

  /** Names and places of the parameters. */
  public ParameterLayout layout() {
    return layout;
  }

  /** The parameters themselves: to be read, not to be changed. */
  public float[] parameters() {
    return parameters;
  }

  /** Norm of the latest gradient before clipping; NaN before the first. */
  public double gradientNorm() {
    return gradientNorm;
  }

  /** Learning rate of the latest update; 0 before the first. */
  public double learningRate() {
    return learningRate;
  }

  /** The losses of all batches since they were last cleared. */
  public Residuals losses() {
    return losses;
  }
}
