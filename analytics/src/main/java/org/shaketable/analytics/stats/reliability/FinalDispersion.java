package org.shaketable.analytics.stats.reliability;

import org.shaketable.analytics.stats.bootstrap.Statistic;
import org.shaketable.analytics.stats.bootstrap.Widening;
import org.shaketable.analytics.stats.descriptive.Rounding;
import org.shaketable.analytics.stats.descriptive.Spread;
import org.shaketable.analytics.stats.interval.FewRuns;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Interquartile range of the final performance across runs, and when its bootstrap interval is
 * given. Smaller is more stable.
 *
 * <p>A range is a scale, so its logarithm is drawn and the interval widened there ({@link
 * #WIDENING}). It covers 97 % of normal and 93 to 95 % of skewed, two-peaked and tied runs.
 * Quartiles of fewer than 8 runs lie between their outermost values, which draws with replacement
 * cannot leave: such intervals cover 75 to 92 % at 4 runs and 87 to 95 % at 6. Where three of ten
 * runs collapse, the interval of 12 covers 92 %, whatever its width: one collapse among them leaves
 * both quartiles with the other runs.
 *
 * <ul>
 *   <li>{@link FewRuns}: no bounds (NaN)
 *   <li>several conditions together: no bounds; coverage would depend on how far apart they end,
 *       and lie between 92 and 98 % for conditions of 8 and 20 runs
 *   <li>a range of 0 (up to rounding), as where three of four runs end alike: no bounds
 *   <li>no run: NaN
 * </ul>
 *
 * Measured coverage: {@link org.shaketable.analytics.stats.coverage}.
 */
public final class FinalDispersion {
  /** How the interval of the logarithm is widened. */
  public static final Widening WIDENING = Widening.QUARTILES;

  private FinalDispersion() {}

  /** Natural logarithm of the interquartile range of a column; NaN values are left out. */
  public static Statistic logarithm(int column) {
    Statistic upper = Statistic.percentile(column, 75);
    Statistic lower = Statistic.percentile(column, 25);
    // A logarithm of 0 could not be interpolated.
    return rows ->
        Math.log(Math.max(Double.MIN_NORMAL, Rounding.difference(upper.of(rows), lower.of(rows))));
  }

  /**
   * The range with what is given of its interval.
   *
   * @param values the values whose range it is, without NaN
   * @param drawn widened interval of the logarithm
   * @param conditions the conditions that the values come from
   */
  public static Interval of(double[] values, Interval drawn, int conditions) {
    double range = Spread.INTERQUARTILE_RANGE.of(values);
    return range > 0 && conditions == 1 && !FewRuns.of(values.length, conditions)
        ? new Interval(
            range, Math.exp(drawn.lower()), Math.exp(drawn.upper()), drawn.level(), values.length)
        : Interval.unbounded(range, drawn.level(), values.length);
  }
}
