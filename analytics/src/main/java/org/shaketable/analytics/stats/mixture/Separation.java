package org.shaketable.analytics.stats.mixture;

import java.util.List;

/**
 * Whether two clouds are two, and not one that no single normal density describes.
 *
 * <p>All peaks of a mixture of two normal densities lie on their ridge line,
 *
 * <pre>(a S1^-1 + (1 - a) S2^-1)^-1 (a S1^-1 m1 + (1 - a) S2^-1 m2),  a in [0, 1]
 * </pre>
 *
 * <p>and on it the density between two peaks falls to a lowest value. Its ratio to the lower peak
 * is 0 for clouds far apart and 1 where there is one peak: a heavy tail, a bend or a slant of one
 * cloud takes several normal densities to fit and still has one peak. Sources: Ray and Lindsay
 * 2005, doi:10.1214/009053605000000417; Hennig 2010, doi:10.1007/s11634-010-0058-3, who merges
 * components by it.
 */
final class Separation {
  private static final int POINTS = 101;

  private Separation() {}

  /** The lowest density between the peaks of two clouds over that of the lower peak, 0 to 1. */
  static double ratio(Cloud one, Cloud other) {
    double[] density = new double[POINTS];
    Mixture both = new Mixture(List.of(one, other));
    double[] each = new double[2];
    for (int i = 0; i < POINTS; i++) {
      double[] at = ridge(one, other, i / (POINTS - 1.0));
      density[i] = Math.exp(both.logDensity(at[0], at[1], each));
    }
    return deepest(density);
  }

  /** The point of the ridge line; 0 is the first mean, 1 the other's. */
  private static double[] ridge(Cloud one, Cloud other, double a) {
    double first = (1 - a) / one.determinant();
    double second = a / other.determinant();
    double pxx = first * one.yy() + second * other.yy();
    double pxy = -first * one.xy() - second * other.xy();
    double pyy = first * one.xx() + second * other.xx();
    double vx =
        first * (one.yy() * one.x() - one.xy() * one.y())
            + second * (other.yy() * other.x() - other.xy() * other.y());
    double vy =
        first * (one.xx() * one.y() - one.xy() * one.x())
            + second * (other.xx() * other.y() - other.xy() * other.x());
    double determinant = pxx * pyy - pxy * pxy;
    return new double[] {(pyy * vx - pxy * vy) / determinant, (pxx * vy - pxy * vx) / determinant};
  }

  /** Of each place, its density over the lower of the highest on its two sides; the least. */
  private static double deepest(double[] density) {
    double[] after = density.clone();
    for (int i = POINTS - 2; i >= 0; i--) {
      after[i] = Math.max(after[i], after[i + 1]);
    }
    double deepest = 1;
    double before = 0;
    for (int i = 0; i < POINTS; i++) {
      before = Math.max(before, density[i]);
      deepest = Math.min(deepest, density[i] / Math.min(before, after[i]));
    }
    return deepest;
  }
}
