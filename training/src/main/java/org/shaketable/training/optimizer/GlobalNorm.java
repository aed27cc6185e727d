package org.shaketable.training.optimizer;

import org.shaketable.training.arithmetic.Sums;
import org.shaketable.training.arithmetic.Updates;

/** Euclidean norm of a whole gradient, and clipping by it (Pascanu et al., arXiv 1211.5063). */
public final class GlobalNorm {
  /** PyTorch's {@code clip_grad_norm_} adds this to the norm it divides by. */
  private static final double TORCH_EPSILON = 1e-6;

  private GlobalNorm() {}

  /** Norm of {@code gradient[0 .. size)}; NaN or infinite if an entry is. */
  public static double of(float[] gradient, int size) {
    return Math.sqrt(Sums.squares(gradient, 0, size));
  }

  /**
   * Scales {@code gradient[0 .. size)} by {@code min(1, limit / (norm + 1e-6))}.
   *
   * @return the norm before clipping
   */
  public static double clip(float[] gradient, int size, double limit) {
    double norm = of(gradient, size);
    double factor = limit / (norm + TORCH_EPSILON);
    if (factor < 1) {
      Updates.scale(gradient, size, (float) factor);
    }
    return norm;
  }
}
