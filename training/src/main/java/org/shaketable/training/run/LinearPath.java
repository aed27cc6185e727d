package org.shaketable.training.run;

import java.util.stream.DoubleStream;
import org.shaketable.perturbation.Hooks;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Losses on held-back data along the straight line between the parameters of two runs of one
 * workload (Frankle et al., arXiv 1912.05671; Fort et al., arXiv 2010.15110).
 *
 * <p>A point at {@code a} in [0, 1] has the parameters {@code (1 - a) from + a to}.
 */
public final class LinearPath {
  private final Trainee trainee;

  private LinearPath(Trainee trainee) {
    this.trainee = trainee;
  }

  /**
   * Paths between runs of a workload at a level of stochasticity.
   *
   * @param spec the spec of any of the runs
   */
  public static LinearPath of(RunSpec spec) {
    Workload workload = spec.workload().at(spec.stochasticity());
    return new LinearPath(
        workload.learner().begin(workload, spec.stochasticity(), spec.streams(), Hooks.NONE));
  }

  /**
   * Losses at {@code points} evenly spaced points, both ends included; NaN where the learner has no
   * held-back data, or the loss is none.
   *
   * @param points at least 2
   */
  public double[] losses(float[] from, float[] to, int points) {
    int size = trainee.layout().size();
    if (size == 0) {
      // A program tells of its parameters as it trains.
      return DoubleStream.generate(() -> Double.NaN).limit(points).toArray();
    }
    if (from.length != size || to.length != size) {
      throw new Refusal(
          "parameters",
          "expected %d at both ends, found %d and %d".formatted(size, from.length, to.length));
    }
    double[] losses = new double[points];
    float[] between = new float[size];
    for (int point = 0; point < points; point++) {
      double a = (double) point / (points - 1);
      for (int i = 0; i < size; i++) {
        between[i] = (float) ((1 - a) * from[i] + a * to[i]);
      }
      losses[point] = trainee.heldOutLoss(between);
    }
    return losses;
  }
}
