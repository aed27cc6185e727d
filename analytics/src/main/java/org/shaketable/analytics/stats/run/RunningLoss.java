package org.shaketable.analytics.stats.run;

import org.shaketable.analytics.stats.descriptive.Rounding;

/**
 * Mean and standard deviation of the latest finite losses, to judge the next one by.
 *
 * <p>Deviation in sigma: {@code (loss - mean) / sd}, with the mean and the population standard
 * deviation of the at most {@code window} losses before it. Where those are all equal ({@link
 * Rounding}), any rise is infinitely many sigma.
 */
public final class RunningLoss {
  /** Fewer losses than this say nothing about what is usual. */
  static final int MINIMUM = 8;

  private final double[] latest;
  private int seen;

  /** One that remembers so many losses. */
  public RunningLoss(int window) {
    latest = new double[window];
  }

  /** Takes a loss in, if it is finite. */
  public void add(double loss) {
    if (Double.isFinite(loss)) {
      latest[seen++ % latest.length] = loss;
    }
  }

  /** Whether enough losses are past to judge the next one by. */
  public boolean ready() {
    return seen >= MINIMUM;
  }

  /** Mean of the losses remembered. */
  public double mean() {
    return sum(0, false) / count();
  }

  /** Sum of the losses, or of their squared distances from a middle, in four partial sums. */
  private double sum(double middle, boolean squared) {
    int n = count();
    int i = 0;
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (; i + 3 < n; i += 4) {
      double w = latest[i] - middle;
      double x = latest[i + 1] - middle;
      double y = latest[i + 2] - middle;
      double z = latest[i + 3] - middle;
      a += squared ? w * w : w;
      b += squared ? x * x : x;
      c += squared ? y * y : y;
      d += squared ? z * z : z;
    }
    for (; i < n; i++) {
      double w = latest[i] - middle;
      a += squared ? w * w : w;
    }
    return (a + b) + (c + d);
  }

  /** How many standard deviations a loss lies above the mean; infinite if it is not finite. */
  public double sigmasAbove(double loss) {
    return Double.isFinite(loss) ? sigmasAbove(loss, mean()) : Double.POSITIVE_INFINITY;
  }

  /**
   * Whether a loss lies so many standard deviations above the mean; of one that does not lie above
   * it the deviation is not computed.
   *
   * @param sigmas positive
   */
  boolean above(double loss, double sigmas) {
    if (!Double.isFinite(loss)) {
      return true;
    }
    double mean = mean();
    return loss > mean && sigmasAbove(loss, mean) >= sigmas;
  }

  private double sigmasAbove(double loss, double mean) {
    double squares = sum(mean, true);
    double rise = loss - mean;
    double deviation = Math.sqrt(squares / count());
    if (Rounding.only(deviation, mean)) {
      return rise > 0 && !Rounding.only(rise, mean) ? Double.POSITIVE_INFINITY : 0;
    }
    return rise / deviation;
  }

  private int count() {
    return Math.min(seen, latest.length);
  }
}
