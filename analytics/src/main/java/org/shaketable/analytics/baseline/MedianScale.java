package org.shaketable.analytics.baseline;

import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.descriptive.Spread;

/**
 * What is usual among clean runs, and how far they lie apart: both of the known values; NaN where
 * there is none.
 *
 * @param scale 1.4826 times the median absolute deviation, which is the standard deviation where
 *     values are normal
 */
record MedianScale(double median, double scale) {
  private static final double CONSISTENCY = 1.4826;

  /** Of one number of many runs; NaN where a run lacks it. */
  static MedianScale of(double[] sample) {
    double[] known = Percentiles.withoutNaN(sample);
    double median = Percentiles.median(known);
    return new MedianScale(median, CONSISTENCY * Spread.medianDistance(known, median));
  }
}
