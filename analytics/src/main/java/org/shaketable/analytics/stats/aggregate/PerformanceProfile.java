package org.shaketable.analytics.stats.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Share of scores strictly above each threshold. A higher profile is better.
 *
 * <ul>
 *   <li>no score: NaN
 *   <li>NaN is above no threshold
 *   <li>it never rises with the threshold; a strictly increasing map of scores and thresholds
 *       changes nothing
 * </ul>
 */
public final class PerformanceProfile {
  private PerformanceProfile() {}

  /** The share of runs on tasks above each threshold. */
  public static double[] ofRuns(double[][] scores, double... thresholds) {
    double[] all = Arrays.stream(scores).flatMapToDouble(Arrays::stream).toArray();
    return Arrays.stream(thresholds).map(tau -> shareAbove(all, tau)).toArray();
  }

  /** The share of tasks whose mean over runs lies above each threshold. */
  public static double[] ofTaskMeans(double[][] scores, double... thresholds) {
    double[] means = Scores.taskMeans(scores);
    return Arrays.stream(thresholds).map(tau -> shareAbove(means, tau)).toArray();
  }

  /** The profile of runs with a pointwise interval at each threshold. */
  public static List<Interval> intervals(
      double[][] scores, double[] thresholds, BootstrapSettings settings) {
    Strata strata = Strata.ofMatrix(scores);
    List<Interval> intervals = new ArrayList<>();
    for (double tau : thresholds) {
      intervals.add(
          Bootstrap.percentile(
              strata,
              rows -> {
                double above = 0;
                for (int row = 0; row < rows.strata().rows(); row++) {
                  above += rows.strata().value(0, row) > tau ? rows.count(row) : 0;
                }
                return above / rows.size();
              },
              settings));
    }
    return intervals;
  }

  private static double shareAbove(double[] values, double threshold) {
    return Arrays.stream(values)
        .map(value -> value > threshold ? 1 : 0)
        .average()
        .orElse(Double.NaN);
  }
}
