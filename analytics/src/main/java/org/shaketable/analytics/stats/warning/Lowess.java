package org.shaketable.analytics.stats.warning;

import java.util.Arrays;
import org.shaketable.analytics.stats.descriptive.Percentiles;

/**
 * Locally weighted linear regression of a series on its index, made robust in three passes.
 *
 * <p>Each point is fitted on its {@code int(fraction n + 1e-10)} nearest neighbours with tricube
 * weights of the distance over the largest one; each pass multiplies them by bisquare weights of
 * the residual over six times the median absolute residual.
 *
 * <ul>
 *   <li>empty: empty
 *   <li>neighbourhoods of fewer than two points, or weights that are all 0: the point itself
 *   <li>NaN spreads
 * </ul>
 *
 * Source: Cleveland 1979, doi:10.2307/2286407.
 *
 * @param fraction of the points in a neighbourhood, in (0, 1]
 */
public record Lowess(double fraction) {
  private static final int PASSES = 3;
  private static final double TINY = 1e-12;

  public Lowess {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "Invalid fraction: expected a number in (0, 1], found " + fraction);
    }
  }

  /** A smoothed copy of a series. */
  public double[] smooth(double[] series) {
    int n = series.length;
    int neighbours = (int) (fraction * n + 1e-10);
    double[] robust = new double[n];
    Arrays.fill(robust, 1);
    double[] fit = fit(series, neighbours, robust);
    for (int pass = 0; pass < PASSES; pass++) {
      fit = fit(series, neighbours, bisquare(series, fit));
    }
    return fit;
  }

  private static double[] fit(double[] series, int neighbours, double[] robust) {
    double[] fit = new double[series.length];
    int left = 0;
    for (int i = 0; i < series.length; i++) {
      while (left + neighbours < series.length && 2 * i > 2 * left + neighbours) {
        left++;
      }
      fit[i] = fitAt(series, i, left, left + neighbours, robust);
    }
    return fit;
  }

  private static double fitAt(double[] series, int at, int left, int right, double[] robust) {
    double radius = Math.max(at - left, right - 1 - at);
    double[] weights = new double[right - left];
    double sum = 0;
    double centre = 0;
    for (int j = left; j < right; j++) {
      double u = radius > 0 ? Math.abs(j - at) / radius : 0;
      double tricube = 1 - u * u * u;
      weights[j - left] = tricube * tricube * tricube * robust[j];
      sum += weights[j - left];
      centre += weights[j - left] * j;
    }
    if (!(sum > 0)) {
      return series[at];
    }
    centre /= sum;
    double spread = 0;
    for (int j = left; j < right; j++) {
      spread += weights[j - left] / sum * (j - centre) * (j - centre);
    }
    double fit = 0;
    for (int j = left; j < right; j++) {
      double lever = 1 + (at - centre) * (j - centre) / Math.max(spread, TINY);
      fit += weights[j - left] / sum * lever * series[j];
    }
    return fit;
  }

  private static double[] bisquare(double[] series, double[] fit) {
    double[] residuals = new double[series.length];
    Arrays.setAll(residuals, i -> Math.abs(series[i] - fit[i]));
    double scale = 6 * Percentiles.median(residuals);
    double[] weights = new double[series.length];
    for (int i = 0; i < weights.length; i++) {
      double u = residuals[i] == 0 ? 0 : residuals[i] / scale;
      weights[i] = u < 1 ? (1 - u * u) * (1 - u * u) : 0;
    }
    return weights;
  }
}
