package org.shaketable.analytics.stats.dose;

import java.util.Collection;
import java.util.List;

/**
 * Dose survival: the share of a family's stated range of magnitudes that a training survives,
 *
 * <pre>1 / (log b - log a) times the integral from log a to log b of 1 - P(outcome at m) d log m
 * </pre>
 *
 * <p>P is the non-decreasing fit of largest likelihood (pooled adjacent violators), straight in the
 * logarithm of the magnitude between those tried and constant beyond. 0 says that every magnitude
 * of the range brings all runs down, 1 that none brings one down: larger is more stable. It is
 * defined wherever one run was tried, whatever the outcomes.
 *
 * <ul>
 *   <li>no run: NaN
 *   <li>magnitudes outside of the range count only for what lies between them inside
 *   <li>scaling magnitudes and range together changes nothing
 * </ul>
 *
 * Source of the fit: Ayer et al. 1955, doi:10.1214/aoms/1177728423.
 */
public final class DoseSurvival {
  private DoseSurvival() {}

  /**
   * Dose survival.
   *
   * @param low least magnitude of the range, above 0
   * @param high largest, above {@code low}
   */
  public static double of(Collection<DoseCount> given, double low, double high) {
    if (!(low > 0 && low < high && high < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid range: expected 0 < low < high, found [%s, %s]".formatted(low, high));
    }
    List<DoseCount> doses = DoseCount.merged(given);
    if (doses.isEmpty()) {
      return Double.NaN;
    }
    double from = Math.log(low);
    double to = Math.log(high);
    double[] shares = Monotonicity.isotonic(doses);
    double lost = shares[0] * overlap(from, to, Double.NEGATIVE_INFINITY, x(doses, 0));
    for (int i = 1; i < shares.length; i++) {
      lost += piece(from, to, x(doses, i - 1), shares[i - 1], x(doses, i), shares[i]);
    }
    int last = shares.length - 1;
    lost += shares[last] * overlap(from, to, x(doses, last), Double.POSITIVE_INFINITY);
    return Math.max(0, Math.min(1, 1 - lost / (to - from)));
  }

  /**
   * Dose survival over the magnitudes tried; of one magnitude alone, the share without the outcome.
   *
   * @param low least magnitude tried
   * @param high largest
   */
  public static double ofTried(Collection<DoseCount> given, double low, double high) {
    return low < high
        ? of(given, low, high)
        : 1
            - given.stream().mapToDouble(DoseCount::collapses).sum()
                / given.stream().mapToDouble(DoseCount::trials).sum();
  }

  private static double x(List<DoseCount> doses, int i) {
    return Math.log(doses.get(i).magnitude());
  }

  private static double overlap(double from, double to, double start, double end) {
    return Math.max(0, Math.min(to, end) - Math.max(from, start));
  }

  /** Area below a straight piece inside the range. */
  private static double piece(
      double from, double to, double start, double atStart, double end, double atEnd) {
    double length = overlap(from, to, start, end);
    if (length == 0) {
      return 0;
    }
    double middle = (Math.min(to, end) + Math.max(from, start)) / 2;
    return length * (atStart + (atEnd - atStart) * (middle - start) / (end - start));
  }
}
