package org.shaketable.analytics.stats.run;

/**
 * Mean and standard deviation of the latest finite losses, to judge the next one by.
 *
 * <p>Deviation in sigma: {@code (loss - mean) / sd}, with the mean and the population standard
 * deviation of the at most {@code window} losses before it. Where those are all equal, any rise is
 * infinitely many sigma.
 */
final class RunningLoss {
  /** Fewer losses than this say nothing about what is usual. */
  static final int MINIMUM = 8;

  private final double[] latest;
  private int seen;

  RunningLoss(int window) {
    latest = new double[window];
  }

  void add(double loss) {
    if (Double.isFinite(loss)) {
      latest[seen++ % latest.length] = loss;
    }
  }

  boolean ready() {
    return seen >= MINIMUM;
  }

  double mean() {
    int n = count();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += latest[i];
    }
    return sum / n;
  }

  /** How many standard deviations a loss lies above the mean; infinite if it is not finite. */
  double sigmasAbove(double loss) {
    if (!Double.isFinite(loss)) {
      return Double.POSITIVE_INFINITY;
    }
    double mean = mean();
    double squares = 0;
    for (int i = 0; i < count(); i++) {
      squares += (latest[i] - mean) * (latest[i] - mean);
    }
    double rise = loss - mean;
    double deviation = Math.sqrt(squares / count());
    // Losses that differ by rounding only have no spread to measure by.
    boolean flat = deviation <= 1e-12 * Math.abs(mean);
    if (flat) {
      return rise > 1e-12 * Math.abs(mean) ? Double.POSITIVE_INFINITY : 0;
    }
    return rise / deviation;
  }

  private int count() {
    return Math.min(seen, latest.length);
  }
}
