package org.shaketable.analytics.stats.decoupling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.FDistribution;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.descriptive.Rounding;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Among configurations that perform alike, the share of the variance of survival that lies between
 * them, beyond the error of their seeds: 0 where performance tells all, 1 where it tells nothing
 * and the seeds are many.
 *
 * <pre>
 * groups = in the order of performance, each as long as it differs from its first by less than the
 *          root of the mean squared standard error, or by rounding only
 * share  = 1 - mean squared standard error of survival / mean square of survival within groups
 * </pre>
 *
 * <p>The interval is that of a ratio of variances (F; its degrees of freedom: configurations less
 * groups, and seeds less one of each configuration).
 *
 * <ul>
 *   <li>no two configurations that perform alike: NaN
 *   <li>a negative share is 0; survival that does not vary within groups: NaN
 * </ul>
 */
public final class AmongEquals {
  private AmongEquals() {}

  /** The share; its n counts the configurations that have an equal. */
  public static Interval of(List<ConfigurationRuns> configurations, double level) {
    List<ConfigurationRuns> order =
        configurations.stream()
            .filter(c -> c.cleanRuns() > 1 && c.seeds().length > 1)
            .sorted(Comparator.comparingDouble(ConfigurationRuns::performance))
            .toList();
    double width =
        Math.sqrt(
            order.stream().mapToDouble(ConfigurationRuns::performanceVariance).average().orElse(0));
    double squares = 0;
    double error = 0;
    int equals = 0;
    int freedom = 0;
    int errorFreedom = 0;
    for (List<ConfigurationRuns> group : groups(order, width)) {
      squares += Moments.of(group.stream().mapToDouble(ConfigurationRuns::survival).toArray()).m2();
      for (ConfigurationRuns one : group) {
        error += one.survivalVariance();
        errorFreedom += one.seeds().length - 1;
      }
      equals += group.size();
      freedom += group.size() - 1;
    }
    if (freedom == 0 || !(squares > 0)) {
      return Interval.unbounded(Double.NaN, level, equals);
    }
    double ratio = error / equals / (squares / freedom);
    FDistribution f = FDistribution.of(freedom, errorFreedom);
    double tail = (1 - level) / 2;
    return new Interval(
            Math.max(0, 1 - ratio),
            1 - ratio * f.inverseSurvivalProbability(tail),
            1 - ratio * f.inverseCumulativeProbability(tail),
            level,
            equals)
        .within(0, 1);
  }

  /** How much better one performs; less than any width where that is rounding. */
  private static double apart(ConfigurationRuns one, ConfigurationRuns first) {
    double difference = Rounding.difference(one.performance(), first.performance());
    return difference == 0 ? Double.NEGATIVE_INFINITY : difference;
  }

  private static List<List<ConfigurationRuns>> groups(List<ConfigurationRuns> order, double width) {
    List<List<ConfigurationRuns>> groups = new ArrayList<>();
    List<ConfigurationRuns> group = new ArrayList<>();
    for (ConfigurationRuns one : order) {
      if (!group.isEmpty() && apart(one, group.get(0)) >= width) {
        groups.add(group);
        group = new ArrayList<>();
      }
      group.add(one);
    }
    groups.add(group);
    return groups.stream().filter(some -> some.size() > 1).toList();
  }
}
