package org.shaketable.analytics.stats.monitoring;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.shaketable.analytics.stats.descriptive.Rounding;

/**
 * Limits of Hotelling's T2 and of the squared prediction error (SPE) that normal data exceed with
 * probability 1 - level.
 *
 * <pre>
 * T2 of a new row : k (n^2 - 1) / (n (n - k)) F(k, n - k)
 * T2, n large     : chi^2(k)
 * SPE             : theta1 (1 + z h0 sqrt(2 theta2) / theta1 + theta2 h0 (h0 - 1) / theta1^2)^(1/h0)
 * SPE (Box)       : theta2 / theta1 chi^2(theta1^2 / theta2)
 * </pre>
 *
 * with theta_i the sum of the i-th powers of the eigenvalues left out and h0 = 1 - 2 theta1 theta3
 * / (3 theta2^2). Features are rarely normal: thresholds of detectors come from clean runs, these
 * are for comparison.
 *
 * <ul>
 *   <li>nothing left out, or nothing but rounding: the SPE limits are NaN
 *   <li>scaling all eigenvalues scales the SPE limits and leaves those of T2
 * </ul>
 *
 * Sources: Jackson and Mudholkar 1979, doi:10.1080/00401706.1979.10489779; Box 1954; Tracy, Young
 * and Mason 1992.
 */
public final class ControlLimits {
  private final double[] eigenvalues;
  private final int kept;

  /**
   * The limits of a model.
   *
   * @param eigenvalues all, largest first
   * @param kept k, the number of components kept
   */
  public ControlLimits(double[] eigenvalues, int kept) {
    if (kept < 0 || kept > eigenvalues.length) {
      throw new IllegalArgumentException(
          "Invalid number of components: expected 0 to " + eigenvalues.length + ", found " + kept);
    }
    this.eigenvalues = eigenvalues.clone();
    this.kept = kept;
  }

  /** Limit of T2 for rows that are not among the n that the model was made of. */
  public double t2(long n, double level) {
    double k = kept;
    double f = FDistribution.of(k, n - k).inverseCumulativeProbability(level);
    return k * ((double) n * n - 1) / (n * (n - k)) * f;
  }

  /** Limit of T2 for many rows. */
  public double t2(double level) {
    return ChiSquaredDistribution.of(kept).inverseCumulativeProbability(level);
  }

  /** Limit of the SPE (Jackson and Mudholkar). */
  public double spe(double level) {
    double theta1 = theta(1);
    double theta2 = theta(2);
    double h0 = h0();
    double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(level);
    double base =
        1 + z * h0 * Math.sqrt(2 * theta2) / theta1 + theta2 * h0 * (h0 - 1) / (theta1 * theta1);
    return theta1 * Math.pow(base, 1 / h0);
  }

  /** Limit of the SPE (Box). */
  public double speBox(double level) {
    double theta1 = theta(1);
    double theta2 = theta(2);
    return theta1 == 0
        ? Double.NaN
        : theta2
            / theta1
            * ChiSquaredDistribution.of(theta1 * theta1 / theta2)
                .inverseCumulativeProbability(level);
  }

  double theta(int power) {
    return Arrays.stream(eigenvalues, kept, eigenvalues.length)
        .map(value -> Rounding.only(value, eigenvalues[0]) ? 0 : Math.pow(value, power))
        .sum();
  }

  double h0() {
    return 1 - 2 * theta(1) * theta(3) / (3 * theta(2) * theta(2));
  }
}
