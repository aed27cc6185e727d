package org.shaketable.training.language;

import java.util.Set;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.text.Text;
import org.shaketable.training.transformer.TransformerSpec;
import org.shaketable.training.workload.Bounds;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;

/** The settings that all learners of language models have, with their defaults. */
record DescentSettings(
    long steps,
    Integer batchSize,
    Optimizer optimizer,
    Double warmUp,
    Double finalRate,
    Double maxGradNorm,
    Double zLoss,
    Double labelSmoothing,
    Integer validationWindows) {
  static final Set<Stochasticity.Kind> STOCHASTICITIES =
      Set.of(
          Stochasticity.Kind.NONE,
          Stochasticity.Kind.GRADIENT_NOISE_FLOOR,
          Stochasticity.Kind.DROPOUT,
          Stochasticity.Kind.MINIBATCH_SIZE);

  /** A learner whose {@code batch-size} is what a level of stochasticity asks for. */
  static <L extends Record & Learner> L at(L learner, Stochasticity stochasticity) {
    return stochasticity.kind() == Stochasticity.Kind.MINIBATCH_SIZE
        ? Settings.with(learner, "batch-size", (int) stochasticity.level())
        : learner;
  }

  /** A network with the dropout that a level of stochasticity asks for, else its own. */
  static TransformerSpec network(TransformerSpec network, Stochasticity stochasticity) {
    return stochasticity.kind() == Stochasticity.Kind.DROPOUT
        ? Settings.with(network, "dropout", stochasticity.level())
        : network;
  }

  DescentSettings {
    Bounds.whole("steps", steps, 10, 1_000_000_000);
    batchSize = Bounds.whole("batch-size", batchSize == null ? 8 : batchSize, 1, 4096);
    optimizer = optimizer == null ? new AdamW(0.003, 0.9, 0.95, 1e-8, 0.1) : optimizer;
    warmUp = Bounds.number("warm-up", warmUp == null ? 0.05 : warmUp, 0, 1);
    finalRate = Bounds.number("final-rate", finalRate == null ? 0.1 : finalRate, 0, 1);
    maxGradNorm = Bounds.number("max-grad-norm", maxGradNorm == null ? 1 : maxGradNorm, 0, 1e9);
    zLoss = Bounds.number("z-loss", zLoss == null ? 0 : zLoss, 0, 1000);
    labelSmoothing =
        Bounds.number("label-smoothing", labelSmoothing == null ? 0 : labelSmoothing, 0, 1);
    validationWindows =
        Bounds.whole(
            "validation-windows", validationWindows == null ? 32 : validationWindows, 1, 65_536);
  }

  /** The task as a text; fails with a plain message if it is none. */
  static Text text(String learner, Task task) {
    if (task instanceof Text text) {
      return text;
    }
    throw new Refusal(
        "task", "expected a text for learner %s, found %s".formatted(learner, task.name()));
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

  /** What a disturbance can touch where a text's next tokens are learned. */
  Set<Surface> surfaces() {
    Set<Surface> surfaces = Descent.surfaces(optimizer, maxGradNorm);
    surfaces.addAll(
        Set.of(
            Surface.BATCH_SIZE,
            Surface.SAMPLES,
            Surface.TOKENS,
            Surface.LABELS,
            Surface.LABEL_SMOOTHING));
    return surfaces;
  }

  /** A run's descent from these parameters, which are its own from now on. */
  Descent descent(ParameterLayout layout, float[] parameters, Noise noise, Hooks hooks) {
    return new Descent(layout, parameters, optimizer, maxGradNorm, noise.floor(), hooks);
  }
}
