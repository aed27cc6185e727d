package org.shaketable.analytics.metastate;

import java.io.Serializable;
import java.util.Arrays;
import org.shaketable.analytics.stats.curve.CleanBand;

/**
 * T2 of the clean runs at each evaluation: 5th, 50th and 95th percentile.
 *
 * @param runs clean runs that have one
 */
@SuppressWarnings("ArrayRecordComponent")
public record CleanDistances(double[] lower, double[] median, double[] upper, int[] runs)
    implements Serializable {

  /** Of so many evaluations of which nothing is known yet. */
  static CleanDistances unknown(int evaluations) {
    double[] nan = new double[evaluations];
    Arrays.fill(nan, Double.NaN);
    return new CleanDistances(nan, nan.clone(), nan.clone(), new int[evaluations]);
  }

  /** The band that clean runs keep to. */
  public CleanBand band() {
    return CleanBand.ofPercentiles(lower, median, upper, runs);
  }
}
