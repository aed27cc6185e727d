package org.shaketable.analytics.stats.warning;

/**
 * Smoothing by a Gaussian kernel, cut at four sigma, with the series reflected at its ends.
 *
 * <pre>
 * smooth[t] = sum over |k| <= int(4 sigma + 0.5) of w[k] x[t + k],  w ~ exp(-k^2 / (2 sigma^2))
 * </pre>
 *
 * <ul>
 *   <li>reflection repeats the end points: d c b a | a b c d | d c b a
 *   <li>empty: empty; one value: itself
 *   <li>NaN spreads over the kernel's width
 * </ul>
 *
 * @param sigma in evaluations, above 0
 */
public record GaussianFilter(double sigma) {
  /** Width of a Gaussian kernel whose quartiles lie at a quarter of the bandwidth. */
  private static final double PER_BANDWIDTH = 0.25 / 0.675;

  public GaussianFilter {
    if (!(sigma > 0)) {
      throw new IllegalArgumentException(
          "Invalid sigma: expected a positive number, found " + sigma);
    }
  }

  /** The filter of a bandwidth in evaluations: sigma = (0.25 / 0.675) bandwidth. */
  public static GaussianFilter ofBandwidth(double bandwidth) {
    return new GaussianFilter(PER_BANDWIDTH * bandwidth);
  }

  /** A smoothed copy of a series. */
  public double[] smooth(double[] series) {
    double[] weights = weights();
    int radius = weights.length / 2;
    double[] smooth = new double[series.length];
    for (int t = 0; t < series.length; t++) {
      for (int k = -radius; k <= radius; k++) {
        smooth[t] += weights[k + radius] * series[reflected(t + k, series.length)];
      }
    }
    return smooth;
  }

  private double[] weights() {
    int radius = (int) (4 * sigma + 0.5);
    double[] weights = new double[2 * radius + 1];
    double sum = 0;
    for (int k = -radius; k <= radius; k++) {
      weights[k + radius] = Math.exp(-0.5 / (sigma * sigma) * k * k);
      sum += weights[k + radius];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static int reflected(int index, int n) {
    int place = Math.floorMod(index, 2 * n);
    return place < n ? place : 2 * n - 1 - place;
  }
}
