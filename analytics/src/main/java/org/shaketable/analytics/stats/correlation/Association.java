package org.shaketable.analytics.stats.correlation;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.shaketable.analytics.stats.comparison.Ranks;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Kinds of association between two quantities.
 *
 * <ul>
 *   <li>fewer than two pairs, or one of the two constant (up to rounding: {@link Moments}):
 *       coefficient and p NaN
 *   <li>NaN: Pearson gives NaN; the rank coefficients refuse it
 *   <li>rank coefficients do not change under strictly increasing maps, Pearson's not under
 *       positive linear ones; the order of the pairs never matters
 * </ul>
 */
public enum Association {
  /** Linear: covariance over the product of the standard deviations; p by Student's t. */
  PEARSON {
    @Override
    public Correlation of(double[] x, double[] y) {
      double r = coefficient(x, y);
      return new Correlation(r, studentP(r, x.length), x.length);
    }

    @Override
    public double coefficient(double[] x, double[] y) {
      return product(x, y);
    }
  },
  /** Monotone: Pearson's of the ranks, ties sharing the average; p by Student's t. */
  SPEARMAN {
    @Override
    public Correlation of(double[] x, double[] y) {
      double r = coefficient(x, y);
      return new Correlation(r, studentP(r, x.length), x.length);
    }

    @Override
    public double coefficient(double[] x, double[] y) {
      return product(Ranks.of(x), Ranks.of(y));
    }
  },
  /** Concordance of pairs, corrected for ties; p by the normal approximation. */
  KENDALL {
    @Override
    public Correlation of(double[] x, double[] y) {
      KendallTau tau = KendallTau.of(x, y);
      return new Correlation(tau.b(), tau.p(), x.length);
    }

    @Override
    public double coefficient(double[] x, double[] y) {
      return KendallTau.of(x, y).b();
    }
  };

  /** The coefficient with its p. */
  public abstract Correlation of(double[] x, double[] y);

  /** The coefficient alone. */
  public abstract double coefficient(double[] x, double[] y);

  /**
   * Interval of Pearson's coefficient by Fisher's z: tanh(atanh r ± z / sqrt(n - 3)); unbounded
   * below four pairs.
   */
  public static Interval fisher(Correlation pearson, double level) {
    double r = pearson.coefficient();
    if (pearson.n() < 4 || Double.isNaN(r)) {
      return Interval.unbounded(r, level, pearson.n());
    }
    double z = fisherZ(r);
    double half =
        NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2)
            / Math.sqrt(pearson.n() - 3);
    return new Interval(r, Math.tanh(z - half), Math.tanh(z + half), level, pearson.n());
  }

  /** Fisher's z of a coefficient, artanh r. */
  public static double fisherZ(double r) {
    return 0.5 * Math.log((1 + r) / (1 - r));
  }

  private static double product(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Invalid pairs: expected samples of one size, found " + x.length + " and " + y.length);
    }
    Moments mx = Moments.of(x);
    Moments my = Moments.of(y);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - mx.mean()) * (y[i] - my.mean());
    }
    if (x.length < 2 || mx.m2() == 0 || my.m2() == 0) {
      return Double.NaN;
    }
    return Math.max(-1, Math.min(1, sum / Math.sqrt(mx.m2()) / Math.sqrt(my.m2())));
  }

  private static double studentP(double r, int n) {
    if (n < 3 || Double.isNaN(r)) {
      return Double.NaN;
    }
    double t = Math.abs(r) * Math.sqrt((n - 2) / ((1 - r) * (1 + r)));
    return 2 * TDistribution.of(n - 2).survivalProbability(t);
  }
}
