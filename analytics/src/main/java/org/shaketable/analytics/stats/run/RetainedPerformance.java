package org.shaketable.analytics.stats.run;

import org.shaketable.analytics.stats.curve.Curve;

/**
 * Retained performance: area under a run's normalised performance over its clean twin's, from the
 * onset of the disturbance to the end, clipped to [0, 1].
 *
 * <pre>retained = clip(integral of s dt / integral of s_twin dt, 0, 1)</pre>
 *
 * by the trapezoidal rule over the twin's evaluations, from the last one at or before the onset.
 * Larger is more stable; 1 is a run that lost nothing.
 *
 * <ul>
 *   <li>evaluations that a diverged run no longer has, and performances that are not finite, count
 *       as untrained (0)
 *   <li>the twin diverged, has fewer than two evaluations from the onset on, or an area that is not
 *       positive (it never learned): NaN
 *   <li>scaling both curves by a positive factor, or the steps, changes nothing
 * </ul>
 */
public final class RetainedPerformance {
  private RetainedPerformance() {}

  /**
   * The retained performance of two normalised curves with the same evaluations.
   *
   * @param onset step at which the disturbance begins
   */
  public static double of(Curve run, Curve twin, long onset) {
    int from = 0;
    while (from + 1 < twin.length() && twin.step(from + 1) <= onset) {
      from++;
    }
    double clean = area(twin, twin, from);
    if (twin.divergedStep().isPresent() || !(clean > 0)) {
      return Double.NaN;
    }
    return Math.min(1, Math.max(0, area(run, twin, from) / clean));
  }

  private static double area(Curve curve, Curve steps, int from) {
    double area = 0;
    for (int i = from + 1; i < steps.length(); i++) {
      double width = steps.step(i) - steps.step(i - 1);
      area += width * (height(curve, i - 1) + height(curve, i)) / 2;
    }
    return area;
  }

  private static double height(Curve curve, int evaluation) {
    double performance = curve.performance(evaluation);
    return Double.isFinite(performance) ? performance : 0;
  }
}
