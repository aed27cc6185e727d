package org.shaketable.analytics.stats.mixture;

import java.io.Serializable;

/**
 * One normal density in the plane with its share of the points.
 *
 * @param weight share of the points, in (0, 1]
 * @param x mean of the first coordinate
 * @param y mean of the second
 * @param xx variance of the first
 * @param xy covariance
 * @param yy variance of the second
 */
public record Cloud(double weight, double x, double y, double xx, double xy, double yy)
    implements Serializable {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  /** {@code xx yy - xy^2}. */
  double determinant() {
    return xx * yy - xy * xy;
  }

  /** Squared Mahalanobis distance of a point, chi-squared of two degrees of freedom inside. */
  public double distance(double px, double py) {
    double dx = px - x;
    double dy = py - y;
    return (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / determinant();
  }

  /** Logarithm of weight times density. */
  double logDensity(double px, double py) {
    return logPeak() - 0.5 * distance(px, py);
  }

  /** The same at many points, into an array. */
  void logDensities(double[] px, double[] py, double[] densities) {
    double peak = logPeak();
    double determinant = determinant();
    double a = 0.5 * yy / determinant;
    double b = xy / determinant;
    double c = 0.5 * xx / determinant;
    for (int i = 0; i < px.length; i++) {
      double dx = px[i] - x;
      double dy = py[i] - y;
      densities[i] = peak - (a * dx * dx - b * dx * dy + c * dy * dy);
    }
  }

  private double logPeak() {
    return Math.log(weight) - LOG_TWO_PI - 0.5 * Math.log(determinant());
  }

  /** Variance along the longer axis. */
  double largestVariance() {
    double half = (xx - yy) / 2;
    return (xx + yy) / 2 + Math.sqrt(half * half + xy * xy);
  }

  /** Direction of the longer axis, in radians from the first coordinate. */
  double direction() {
    return 0.5 * Math.atan2(2 * xy, xx - yy);
  }

  /** Half of this cloud, moved along a direction. */
  Cloud moved(double angle, double by) {
    return new Cloud(weight / 2, x + by * Math.cos(angle), y + by * Math.sin(angle), xx, xy, yy);
  }
}
