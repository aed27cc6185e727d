package org.shaketable.training.descent;

import org.shaketable.training.optimizer.GlobalNorm;
import org.shaketable.training.optimizer.OptimizerState;

/**
 * Parameters and optimizer's memory of a descent as they were when they were copied, to be led on
 * apart from it: no hook and no noise floor acts on a copy.
 */
final class DescentCopy {
  private final int size;
  private final float[] parameters;
  private final float[] gradient;
  private final OptimizerState optimizer;
  private final double maxGradNorm;

  /** Takes what it is given as its own. */
  DescentCopy(int size, float[] parameters, OptimizerState optimizer, double maxGradNorm) {
    this.size = size;
    this.parameters = parameters;
    this.gradient = new float[parameters.length];
    this.optimizer = optimizer;
    this.maxGradNorm = maxGradNorm;
  }

  float[] parameters() {
    return parameters;
  }

  /** Updates {@code 0, 1, ... count - 1} from here, without a look at what comes out. */
  void advance(int count, double rate, KickedCopies.LatestLoss loss) {
    for (int update = 0; update < count; update++) {
      loss.gradient(update, parameters, gradient);
      if (maxGradNorm > 0) {
        GlobalNorm.clip(gradient, size, maxGradNorm);
      }
      optimizer.update(parameters, gradient, rate);
    }
  }
}
