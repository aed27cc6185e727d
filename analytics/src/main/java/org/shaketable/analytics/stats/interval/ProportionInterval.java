package org.shaketable.analytics.stats.interval;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Intervals of a proportion from {@code k} successes in {@code n} trials.
 *
 * <ul>
 *   <li>no trial: estimate and bounds are NaN
 *   <li>none or all successful: the interval stays inside [0, 1] and is not degenerate (except
 *       {@link #NORMAL})
 * </ul>
 *
 * Source: Brown, Cai and DasGupta, "Interval estimation for a binomial proportion",
 * doi:10.1214/ss/1009213286.
 */
public enum ProportionInterval {
  /** Score interval: (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n). The default. */
  WILSON {
    @Override
    double[] bounds(double k, double n, double alpha) {
      Interval interval = Score.of(k / n, n, z(alpha), 1 - alpha, (long) n);
      return new double[] {interval.lower(), interval.upper()};
    }
  },
  /** Quantiles of Beta(k + 1/2, n - k + 1/2). */
  JEFFREYS {
    @Override
    double[] bounds(double k, double n, double alpha) {
      BetaDistribution beta = BetaDistribution.of(k + 0.5, n - k + 0.5);
      return new double[] {
        beta.inverseCumulativeProbability(alpha / 2), beta.inverseSurvivalProbability(alpha / 2)
      };
    }
  },
  /** Exact interval of Clopper and Pearson: at least the nominal coverage, so wide. */
  CLOPPER_PEARSON {
    @Override
    double[] bounds(double k, double n, double alpha) {
      double lower =
          k == 0 ? 0 : BetaDistribution.of(k, n - k + 1).inverseCumulativeProbability(alpha / 2);
      double upper =
          k == n ? 1 : BetaDistribution.of(k + 1, n - k).inverseSurvivalProbability(alpha / 2);
      return new double[] {lower, upper};
    }
  },
  /** The normal interval after adding z²/2 successes and z²/2 failures. */
  AGRESTI_COULL {
    @Override
    double[] bounds(double k, double n, double alpha) {
      double z = z(alpha);
      return normal(k + z * z / 2, n + z * z, z);
    }
  },
  /** The textbook interval p ± z sqrt(p(1-p)/n); for comparison only. */
  NORMAL {
    @Override
    double[] bounds(double k, double n, double alpha) {
      return normal(k, n, z(alpha));
    }
  };

  abstract double[] bounds(double k, double n, double alpha);

  /** The interval of {@code successes / trials} at a nominal level such as 0.95. */
  public Interval of(long successes, long trials, double level) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "Invalid count: expected 0 <= successes <= trials, found " + successes + " of " + trials);
    }
    if (trials == 0) {
      return Interval.unbounded(Double.NaN, level, 0);
    }
    double[] bounds = bounds((double) successes, (double) trials, 1 - level);
    return new Interval((double) successes / trials, bounds[0], bounds[1], level, trials);
  }

  private static double[] normal(double k, double n, double z) {
    double p = k / n;
    double half = z * Math.sqrt(p * (1 - p) / n);
    return new double[] {Math.max(0, p - half), Math.min(1, p + half)};
  }

  private static double z(double alpha) {
    return NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha / 2);
  }
}
