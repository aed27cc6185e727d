package org.shaketable.analytics.stats.metastate;

import java.util.Arrays;
import org.shaketable.analytics.stats.descriptive.Rounding;
import org.shaketable.analytics.stats.spectrum.Fourier;

/**
 * Co-moments: counts, means and centred cross-products of vectors: a sum that merges ({@link
 * #plus}) in any order up to rounding, from which covariance and correlation follow.
 *
 * <p>Algorithm: pairwise update of Chan, Golub and LeVeque, doi:10.1007/978-3-642-51461-6_3. No
 * rows: everything is zero; fewer than two rows: the covariance is NaN.
 */
public final class Comoments implements java.io.Serializable {
  private static final long serialVersionUID = 1;

  private final double[] mean;
  private final double[][] cross;
  private long rows;

  /** Nothing yet, for vectors of that width. */
  public Comoments(int width) {
    mean = new double[width];
    cross = new double[width][width];
  }

  /**
   * The moments of series of one length side by side; finite, series x values. There may be none.
   */
  static Comoments of(double[][] series) {
    Comoments moments = new Comoments(series.length);
    double[] vector = new double[series.length];
    for (int i = 0; series.length > 0 && i < series[0].length; i++) {
      for (int s = 0; s < vector.length; s++) {
        vector[s] = series[s][i];
      }
      moments.add(vector);
    }
    return moments;
  }

  /** The moments of the series of one length that have these spectra; there may be none. */
  static Comoments of(Fourier[] spectra) {
    Comoments moments = new Comoments(spectra.length);
    for (int i = 0; i < spectra.length && spectra[i].length() > 0; i++) {
      moments.rows = spectra[i].length();
      moments.mean[i] = spectra[i].mean();
      for (int j = 0; j <= i; j++) {
        moments.cross[i][j] = spectra[i].centredProduct(spectra[j]);
      }
    }
    return moments;
  }

  /** Takes one vector in; it must be finite. */
  public void add(double[] vector) {
    rows++;
    double[] before = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      before[i] = vector[i] - mean[i];
      mean[i] += before[i] / rows;
    }
    for (int i = 0; i < mean.length; i++) {
      double after = vector[i] - mean[i];
      for (int j = 0; j <= i; j++) {
        cross[i][j] += after * before[j];
      }
    }
  }

  /** The moments of both samples together; neither is changed. */
  public Comoments plus(Comoments other) {
    Comoments sum = new Comoments(mean.length);
    sum.rows = rows + other.rows;
    if (sum.rows == 0) {
      return sum;
    }
    double weight = (double) rows * other.rows / sum.rows;
    for (int i = 0; i < mean.length; i++) {
      double gap = other.mean[i] - mean[i];
      sum.mean[i] = mean[i] + gap * other.rows / sum.rows;
      for (int j = 0; j <= i; j++) {
        sum.cross[i][j] =
            cross[i][j] + other.cross[i][j] + weight * gap * (other.mean[j] - mean[j]);
      }
    }
    return sum;
  }

  /** Length of the vectors. */
  public int width() {
    return mean.length;
  }

  public long rows() {
    return rows;
  }

  public double[] mean() {
    return mean.clone();
  }

  /**
   * Covariance with divisor {@code rows - 1}; 0 with whatever does not vary beyond rounding of its
   * mean.
   */
  public double[][] covariance() {
    double[][] covariance = new double[mean.length][mean.length];
    for (int i = 0; i < mean.length; i++) {
      for (int j = 0; j <= i; j++) {
        boolean none = rows > 1 && (constant(i) || constant(j));
        covariance[i][j] = none ? 0 : rows < 2 ? Double.NaN : cross[i][j] / (rows - 1);
        covariance[j][i] = covariance[i][j];
      }
    }
    return covariance;
  }

  private boolean constant(int i) {
    return Rounding.only(Math.sqrt(cross[i][i] / rows), mean[i]);
  }

  /** Correlations; 1 with itself and 0 with the others for whatever does not vary. */
  public double[][] correlation() {
    return correlation(covariance());
  }

  /** The correlations of a covariance; 0 with whatever has a variance of 0. */
  public static double[][] correlation(double[][] covariance) {
    double[] ones = new double[covariance.length];
    Arrays.fill(ones, 1);
    return rescaled(covariance, ones);
  }

  /** The standard deviations, divisor {@code rows - 1}; 1 for whatever does not vary. */
  public double[] deviations() {
    double[][] covariance = covariance();
    double[] deviations = new double[mean.length];
    Arrays.setAll(deviations, i -> covariance[i][i] == 0 ? 1 : Math.sqrt(covariance[i][i]));
    return deviations;
  }

  /**
   * The matrix with the same correlations but other variances; a variance of 0 has correlation 0.
   */
  public static double[][] rescaled(double[][] covariance, double[] variances) {
    int n = covariance.length;
    double[] factor = new double[n];
    Arrays.setAll(
        factor, i -> covariance[i][i] > 0 ? Math.sqrt(variances[i] / covariance[i][i]) : 0);
    double[][] rescaled = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        rescaled[i][j] = i == j ? variances[i] : covariance[i][j] * factor[i] * factor[j];
      }
    }
    return rescaled;
  }
}
