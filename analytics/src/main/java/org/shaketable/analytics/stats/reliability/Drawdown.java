package org.shaketable.analytics.stats.reliability;

import java.util.Arrays;
import org.shaketable.analytics.stats.descriptive.Rounding;

/**
 * How far a curve lies below its highest value so far.
 *
 * <pre>drawdown[t] = max over u <= t of s[u], less s[t]</pre>
 *
 * Never negative; smaller is more stable. For the worst of a curve take {@link #maximum}, or the
 * upper tail ({@link Tail#UPPER}): most of the lower tail is 0.
 *
 * <ul>
 *   <li>empty: nothing, with a maximum of NaN
 *   <li>NaN: NaN from there on
 *   <li>a shift changes nothing, scaling by a positive factor scales it
 * </ul>
 */
public final class Drawdown {
  private Drawdown() {}

  /** The drawdown at each value of a curve. */
  public static double[] of(double[] values) {
    double[] drawdown = new double[values.length];
    double peak = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      peak = Math.max(peak, values[i]);
      drawdown[i] = Rounding.difference(peak, values[i]);
    }
    return drawdown;
  }

  /** The largest fall from a peak to a later value. */
  public static double maximum(double[] values) {
    return Arrays.stream(of(values)).max().orElse(Double.NaN);
  }

  /** The largest fall relative to the absolute mean of the curve above a baseline. */
  public static double relative(double[] values, double baseline) {
    double[] shifted = Arrays.stream(values).map(value -> value - baseline).toArray();
    return maximum(shifted) / Math.abs(Arrays.stream(shifted).average().orElse(Double.NaN));
  }
}
