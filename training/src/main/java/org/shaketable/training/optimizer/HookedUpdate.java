package org.shaketable.training.optimizer;

import java.util.EnumSet;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;

/**
 * What a learner does with a gradient, with the hooks at their places: first {@link #clip}, then,
 * if the norm is finite, {@link #apply}.
 */
public final class HookedUpdate {
  private final OptimizerState optimizer;
  private final double maxGradNorm;
  private final ParameterLayout layout;
  private final Hooks hooks;

  /**
   * Updates of one run.
   *
   * @param maxGradNorm largest Euclidean norm of a gradient; 0 for no limit
   */
  public HookedUpdate(
      Optimizer optimizer, double maxGradNorm, ParameterLayout layout, Hooks hooks) {
    this.optimizer = optimizer.begin(layout.size());
    this.maxGradNorm = maxGradNorm;
    this.layout = layout;
    this.hooks = hooks;
  }

  /** The surfaces that updates with these settings have. */
  public static Set<Surface> surfaces(Optimizer optimizer, double maxGradNorm) {
    Set<Surface> surfaces =
        EnumSet.of(Surface.GRADIENT, Surface.PARAMETERS, Surface.INITIALISATION);
    surfaces.add(Surface.LEARNING_RATE);
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

  /** Lets the hooks at the gradient and shortens it to the limit; its norm before that. */
  public double clip(long step, long event, float[] gradient) {
    hooks.gradient(step, event, gradient, layout);
    if (maxGradNorm == 0) {
      return GlobalNorm.of(gradient, layout.size());
    }
    double limit = hooks.setting(Surface.CLIPPING, step, event, maxGradNorm);
    return GlobalNorm.clip(gradient, layout.size(), limit);
  }

  /**
   * One step of the optimizer.
   *
   * @return the learning rate that was used
   */
  public double apply(
      long step, long event, float[] parameters, float[] gradient, double learningRate) {
    for (float[] memory : optimizer.memory()) {
      hooks.optimizerState(step, event, memory, layout);
    }
    double rate = hooks.setting(Surface.LEARNING_RATE, step, event, learningRate);
    double momentum = hooks.setting(Surface.MOMENTUM, step, event, optimizer.momentum());
    optimizer.update(parameters, gradient, rate, momentum);
    return rate;
  }
}
