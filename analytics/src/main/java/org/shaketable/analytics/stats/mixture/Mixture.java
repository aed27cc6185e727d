package org.shaketable.analytics.stats.mixture;

import java.io.Serializable;
import java.util.List;

/**
 * A mixture of clouds in the plane.
 *
 * @param clouds the clouds, whose weights sum to 1; largest first
 */
public record Mixture(List<Cloud> clouds) implements Serializable {
  /** The largest squared distance inside a cloud: one normal point in a thousand lies farther. */
  static final double OUTSIDE = -2 * Math.log(0.001);

  public Mixture {
    clouds = List.copyOf(clouds);
  }

  /** The posterior of each cloud, given a point; all NaN for one that is not known. */
  public double[] posteriors(double x, double y) {
    double[] posteriors = new double[clouds.size()];
    double log = logDensity(x, y, posteriors);
    for (int k = 0; k < posteriors.length; k++) {
      posteriors[k] = Math.exp(posteriors[k] - log);
    }
    return posteriors;
  }

  /**
   * The cloud that a point belongs to, from 1: the likeliest, where it is not too far out for that;
   * 0 outside of all, -1 where the point is not known.
   */
  public int cloud(double x, double y) {
    if (Double.isNaN(x + y)) {
      return -1;
    }
    int likeliest = likeliest(x, y);
    return clouds.get(likeliest).distance(x, y) <= OUTSIDE ? likeliest + 1 : 0;
  }

  int likeliest(double x, double y) {
    int likeliest = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < clouds.size(); k++) {
      double density = clouds.get(k).logDensity(x, y);
      if (density > most) {
        most = density;
        likeliest = k;
      }
    }
    return likeliest;
  }

  /** Logarithm of the density at a point; {@code each} is filled with that of each cloud. */
  double logDensity(double x, double y, double[] each) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < each.length; k++) {
      each[k] = clouds.get(k).logDensity(x, y);
      largest = Math.max(largest, each[k]);
    }
    double sum = 0;
    for (double log : each) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum);
  }

  /** Numbers that were fitted: means, covariances and all weights but one. */
  int parameters() {
    return 6 * clouds.size() - 1;
  }
}
