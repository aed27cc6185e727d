package org.shaketable.training.descent;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.training.optimizer.GlobalNorm;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.optimizer.OptimizerState;
import org.shaketable.training.optimizer.Sgd;
import org.shaketable.training.probe.ResidualWindow;
import org.shaketable.training.probe.Residuals;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.GradientNoiseFloor;

/**
 * Parameters of one run on their way down a loss: the update that all learners do. It is the hook
 * at the parameters, loss and gradient of a batch, the noise floor, the hook at the gradient,
 * clipping, the hooks at the optimizer's memory and settings, the optimizer.
 */
public final class Descent {

  /** One batch's loss. */
  @FunctionalInterface
  public interface Loss {
    /**
     * Loss of the batch of one update; its gradient goes to the array.
     *
     * @param step the step that the update belongs to, for the hooks
     * @param event number of the update, from 0
     */
    double of(long step, long event, float[] parameters, float[] gradient) throws Diverged;
  }

  private final ParameterLayout layout;
  private final float[] parameters;
  private final float[] remembered;
  private final float[] gradient;
  private final OptimizerState optimizer;
  private final double maxGradNorm;
  private final GradientNoiseFloor noiseFloor;
  private final Hooks hooks;
  private final Residuals losses = new Residuals();
  private final ResidualWindow lossWindow = new ResidualWindow();
  private double gradientNorm = Double.NaN;
  private double learningRate;
  private long updates;

  /**
   * A descent at its start, with the hook at the initial parameters behind it.
   *
   * @param parameters the parameters to start from, changed in place by every update
   * @param maxGradNorm largest Euclidean norm of a gradient; 0 for no limit
   */
  public Descent(
      ParameterLayout layout,
      float[] parameters,
      Optimizer optimizer,
      double maxGradNorm,
      GradientNoiseFloor noiseFloor,
      Hooks hooks) {
    this(layout, parameters, optimizer.begin(layout.size()), maxGradNorm, noiseFloor, hooks);
  }

  /**
   * A descent at its start by an optimizer with a memory of its own, without a limit to gradients.
   */
  public Descent(
      ParameterLayout layout,
      float[] parameters,
      OptimizerState optimizer,
      GradientNoiseFloor noiseFloor,
      Hooks hooks) {
    this(layout, parameters, optimizer, 0, noiseFloor, hooks);
  }

  private Descent(
      ParameterLayout layout,
      float[] parameters,
      OptimizerState optimizer,
      double maxGradNorm,
      GradientNoiseFloor noiseFloor,
      Hooks hooks) {
    this.layout = layout;
    this.parameters = parameters;
    this.remembered = new float[parameters.length];
    this.gradient = new float[parameters.length];
    this.optimizer = optimizer;
    this.maxGradNorm = maxGradNorm;
    this.noiseFloor = noiseFloor;
    this.hooks = hooks;
    hooks.start(parameters, layout);
  }

  /** The surfaces that updates with these settings have. */
  public static Set<Surface> surfaces(Optimizer optimizer, double maxGradNorm) {
    Set<Surface> surfaces =
        EnumSet.of(
            Surface.GRADIENT, Surface.PARAMETERS, Surface.INITIALISATION, Surface.LEARNING_RATE);
    boolean remembers = !(optimizer instanceof Sgd sgd) || sgd.momentum() > 0;
    if (remembers) {
      surfaces.add(Surface.OPTIMIZER_STATE);
      surfaces.add(Surface.MOMENTUM);
    }
    if (maxGradNorm > 0) {
      surfaces.add(Surface.CLIPPING);
    }
    return surfaces;
  }

  /**
   * Updates, one a step, until {@link #updates()} is {@code until}; remembers the parameters before
   * the last.
   *
   * @param rates learning rate of the update that follows so many updates
   * @throws Diverged as soon as a loss, gradient or parameter is NaN or infinite
   */
  public void advance(long until, LongToDoubleFunction rates, Loss loss) throws Diverged {
    while (updates < until) {
      if (updates == until - 1) {
        remember();
      }
      change(updates, rates.applyAsDouble(updates), loss);
      checkParameters(updates);
      updates++;
    }
  }

  /**
   * One update.
   *
   * @param step the step that it belongs to, for the hooks
   * @return the loss
   * @throws Diverged if the loss or the gradient is NaN or infinite
   */
  public double update(long step, double rate, Loss loss) throws Diverged {
    double value = change(step, rate, loss);
    updates++;
    return value;
  }

  private double change(long step, double rate, Loss loss) throws Diverged {
    hooks.parameters(step, updates, parameters, layout);
    double value = loss.of(step, updates, parameters, gradient);
    Diverged.check(value, "loss", step);
    losses.add(value);
    lossWindow.add(value);
    noiseFloor.add(gradient, layout.size(), step, updates);
    gradientNorm = clip(step);
    Diverged.check(gradientNorm, "gradient", step);
    learningRate = apply(step, rate);
    return value;
  }

  /** Lets the hook at the gradient and shortens it to the limit; its norm before that. */
  private double clip(long step) {
    hooks.gradient(step, updates, gradient, layout);
    if (maxGradNorm == 0) {
      return GlobalNorm.of(gradient, layout.size());
    }
    double limit = hooks.setting(Surface.CLIPPING, step, updates, maxGradNorm);
    return GlobalNorm.clip(gradient, layout.size(), limit);
  }

  /** One step of the optimizer; the learning rate that was used. */
  private double apply(long step, double nominalRate) {
    for (float[] memory : optimizer.memory()) {
      hooks.optimizerState(step, updates, memory, layout);
    }
    double rate = hooks.setting(Surface.LEARNING_RATE, step, updates, nominalRate);
    double momentum = hooks.setting(Surface.MOMENTUM, step, updates, optimizer.momentum());
    optimizer.update(parameters, gradient, rate, momentum);
    return rate;
  }

  /** A copy of parameters and optimizer's memory as they are now, to be led on apart from this. */
  DescentCopy copy() {
    return new DescentCopy(layout.size(), parameters.clone(), optimizer.copy(), maxGradNorm);
  }

  /** One update that was done elsewhere had this loss. */
  public void follow(double loss) {
    losses.add(loss);
    lossWindow.add(loss);
    updates++;
  }

  /**
   * Where updates that were done elsewhere have led.
   *
   * @param before the parameters before the last of them
   * @param norm of the last gradient, before clipping
   * @param rate learning rate of the last
   */
  public void arrive(float[] now, float[] before, double norm, double rate) {
    System.arraycopy(now, 0, parameters, 0, layout.size());
    System.arraycopy(before, 0, remembered, 0, layout.size());
    gradientNorm = norm;
    learningRate = rate;
  }

  /** Fails if a parameter is NaN or infinite. */
  public void checkParameters(long step) throws Diverged {
    Diverged.check(GlobalNorm.of(parameters, layout.size()), "parameters", step);
  }

  /** Keeps the parameters as they are now, those before the update that is to be looked at. */
  public void remember() {
    System.arraycopy(parameters, 0, remembered, 0, parameters.length);
  }

  /** The parameters that were remembered last. */
  public float[] remembered() {
    return remembered;
  }

  /** Updates done. */
  public long updates() {
    return updates;
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

  /** The losses of all updates since they were last cleared. */
  public Residuals losses() {
    return losses;
  }

  /** The losses whose spread and tails an evaluation tells. */
  public ResidualWindow lossWindow() {
    return lossWindow;
  }
}
