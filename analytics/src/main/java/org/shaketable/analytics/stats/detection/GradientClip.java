package org.shaketable.analytics.stats.detection;

import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.descriptive.Rounding;

/**
 * ZClip's z: how many standard deviations a gradient norm lies above its running mean.
 *
 * <pre>
 * z = (g - m) / s;  g' = z > 2.5 ? m + 2.5 s / (z / 2.5) : g
 * m <- 0.97 m + 0.03 g';  s^2 <- 0.97 s^2 + 0.03 (g' - m)^2
 * </pre>
 *
 * m and s^2 (divisor n) of the first 25 finite norms start it.
 *
 * <ul>
 *   <li>NaN at the first 25 finite norms, for want of a past
 *   <li>a norm that is not finite: positive infinity for one of infinity, NaN for NaN; neither
 *       enters the mean
 *   <li>a past that does not vary ({@link Rounding}): 0, or infinity for a norm above it
 * </ul>
 *
 * Larger is more alarming. Source: arXiv 2504.02507 (z-score mode, adaptive scaling, defaults).
 */
public final class GradientClip {
  private static final double MEMORY = 0.97;
  private static final double LIMIT = 2.5;
  private static final int WARM_UP = 25;

  private double mean;
  private double variance;
  private int seen;
  private final double[] first = new double[WARM_UP];

  private GradientClip() {}

  /** The z of each norm of a series. */
  public static double[] of(double[] norms) {
    GradientClip clip = new GradientClip();
    double[] scores = new double[norms.length];
    for (int i = 0; i < norms.length; i++) {
      scores[i] = clip.next(norms[i]);
    }
    return scores;
  }

  private double next(double norm) {
    if (!Double.isFinite(norm)) {
      return seen >= WARM_UP ? norm : Double.NaN;
    }
    if (seen < WARM_UP) {
      start(norm);
      return Double.NaN;
    }
    double deviation = Math.sqrt(variance);
    double rise = norm - mean;
    double z =
        Rounding.only(deviation, mean)
            ? rise > 0 && !Rounding.only(rise, mean) ? Double.POSITIVE_INFINITY : 0
            : rise / deviation;
    update(z > LIMIT ? mean + LIMIT * deviation / (z / LIMIT) : norm);
    return z;
  }

  private void start(double norm) {
    first[seen++] = norm;
    if (seen == WARM_UP) {
      Moments moments = Moments.of(first);
      mean = moments.mean();
      variance = moments.populationVariance();
    }
  }

  private void update(double norm) {
    mean = MEMORY * mean + (1 - MEMORY) * norm;
    variance = MEMORY * variance + (1 - MEMORY) * (norm - mean) * (norm - mean);
  }
}
