package org.shaketable.training.language;

import java.util.Set;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.ParameterLayout;
import org.shaketable.perturbation.Surface;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.optimizer.GlobalNorm;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.optimizer.OptimizerState;
import org.shaketable.training.text.Text;
import org.shaketable.training.workload.Bounds;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;

/** What pretraining and fine-tuning have in common: descent on the cross-entropy of a text. */
record Descent(
    long steps,
    Integer batchSize,
    Optimizer optimizer,
    Double warmUp,
    Double finalRate,
    Double maxGradNorm,
    Double zLoss,
    Integer validationWindows) {
  static final Set<Surface> SURFACES =
      Set.of(
          Surface.INITIALISATION,
          Surface.PARAMETERS,
          Surface.TOKENS,
          Surface.LABELS,
          Surface.GRADIENT,
          Surface.CLIPPING,
          Surface.OPTIMIZER_STATE,
          Surface.MOMENTUM,
          Surface.LEARNING_RATE);

  static final Set<Stochasticity.Kind> STOCHASTICITIES =
      Set.of(Stochasticity.Kind.NONE, Stochasticity.Kind.GRADIENT_NOISE_FLOOR);

  Descent {
    batchSize = Bounds.whole("batch-size", batchSize == null ? 8 : batchSize, 1, 4096);
    optimizer = optimizer == null ? new AdamW(0.003, 0.9, 0.95, 1e-8, 0.1) : optimizer;
    warmUp = Bounds.number("warm-up", warmUp == null ? 0.05 : warmUp, 0, 1);
    finalRate = Bounds.number("final-rate", finalRate == null ? 0.1 : finalRate, 0, 1);
    maxGradNorm = Bounds.number("max-grad-norm", maxGradNorm == null ? 1 : maxGradNorm, 0, 1e9);
    zLoss = Bounds.number("z-loss", zLoss == null ? 0 : zLoss, 0, 1000);
    validationWindows =
        Bounds.whole(
            "validation-windows", validationWindows == null ? 32 : validationWindows, 1, 65_536);
  }

  /** The task as a text; fails with a plain message if it is none. */
  static Text text(String learner, Task task) {
    if (task instanceof Text text) {
      return text;
    }
    throw new IllegalArgumentException(
        "Invalid task: expected a text for learner %s, found %s".formatted(learner, task.name()));
  }

  /**
   * Learning rate of the update that follows {@code step} updates: straight up from 0 in the
   * warm-up, then half a cosine down to {@code finalRate} of the highest (Loshchilov and Hutter,
   * arXiv 1608.03983, without restarts).
   */
  double learningRate(long step) {
    long warm = Math.round(warmUp * steps);
    if (step < warm) {
      return optimizer.rate() * (step + 1.0) / warm;
    }
    double progress = (double) (step - warm) / Math.max(1, steps - warm);
    double cosine = 0.5 * (1 + StrictMath.cos(StrictMath.PI * progress));
    return optimizer.rate() * (finalRate + (1 - finalRate) * cosine);
  }

  /** The learning rate that a disturbance leaves for the update behind {@code step} updates. */
  double learningRate(long step, Hooks hooks) {
    return hooks.setting(Surface.LEARNING_RATE, step, step, learningRate(step));
  }

  /** One update with what disturbances leave of the optimizer's memory and momentum. */
  static void update(
      OptimizerState optimizer,
      float[] parameters,
      float[] gradient,
      double rate,
      ParameterLayout layout,
      long step,
      Hooks hooks) {
    optimizer.memory().forEach(memory -> hooks.optimizerState(step, step, memory, layout));
    double momentum = hooks.setting(Surface.MOMENTUM, step, step, optimizer.momentum());
    optimizer.update(parameters, gradient, rate, momentum);
  }

  /** Shortens the gradient where there is a limit; its norm before. */
  double clip(float[] gradient, int size, long step, Hooks hooks) {
    return maxGradNorm > 0
        ? GlobalNorm.clip(gradient, size, hooks.setting(Surface.CLIPPING, step, step, maxGradNorm))
        : GlobalNorm.of(gradient, size);
  }
}
