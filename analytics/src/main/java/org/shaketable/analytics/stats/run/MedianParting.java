package org.shaketable.analytics.stats.run;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.interval.MedianInterval;

/**
 * The median rate at which the pairs of a configuration part, where some rates are known by a lower
 * bound alone. Nothing is assumed of rates above their bounds: the median lies between that of the
 * rates with bounds for what they bound, and that with infinity there; so does its interval, see
 * {@link MedianInterval}. Pairs under a program's own noise may part at any rate: they count as
 * minus infinity where the least is asked for and as infinity where the most is, so that the median
 * of slow pairs is not that of the few that rose above it.
 *
 * <ul>
 *   <li>pairs of which nothing is known are not among those that it rests on
 *   <li>no pair: NaN throughout
 *   <li>fewer pairs than the level needs (six for 95 %): no interval, NaN
 *   <li>an interval that reaches pairs known by a bound alone has no upper end, infinity
 *   <li>half of the pairs or more under noise: NaN; an interval that reaches them is open at both
 *       ends
 * </ul>
 *
 * @param rate the median in 1/step, or its lower bound
 * @param atLeast whether the median is known by a lower bound alone
 */
public record MedianParting(double rate, boolean atLeast, double lower, double upper) {

  /** The median of the pairs of one configuration. */
  public static MedianParting of(List<Parting> pairs, double level) {
    double[] least = known(pairs, Parting::least);
    double[] most = known(pairs, Parting::most);
    double rate = Percentiles.median(least);
    if (rate == Double.NEGATIVE_INFINITY) {
      return new MedianParting(Double.NaN, false, Double.NaN, Double.NaN);
    }
    return new MedianParting(
        rate,
        least.length > 0 && Percentiles.median(most) > rate,
        MedianInterval.of(least, level).lower(),
        MedianInterval.of(most, level).upper());
  }

  private static double[] known(List<Parting> pairs, ToDoubleFunction<Parting> rate) {
    return pairs.stream().filter(Parting::known).mapToDouble(rate).toArray();
  }

  /** What would be left of a distance after these steps at a rate: exp(-max(rate, 0) steps). */
  public static double contraction(double rate, long steps) {
    return Math.exp(-Math.max(rate, 0) * steps);
  }
}
