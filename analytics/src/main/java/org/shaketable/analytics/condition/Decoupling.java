package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.shaketable.analytics.stats.correlation.Association;
import org.shaketable.analytics.stats.correlation.ClusterJackknife;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.multiplicity.Adjustment;
import org.shaketable.analytics.table.DecouplingRow;

/**
 * The table {@code decoupling}: the association of a condition's median final performance with its
 * stability, over all conditions of a sweep. Intervals leave out one dose curve at a time (all
 * magnitudes of one workload, family, schedule and stochasticity), because neighbouring magnitudes
 * are alike. p of no association, and adjusted for the three tests by Benjamini and Hochberg.
 */
public final class Decoupling {
  private Decoupling() {}

  /** One row per kind of association. */
  public static List<DecouplingRow> of(
      String sweep, List<ConditionSummary> conditions, AnalyticsSettings settings) {
    List<ClusterJackknife.Pair> pairs = pairs(conditions);
    double[] x = pairs.stream().mapToDouble(ClusterJackknife.Pair::x).toArray();
    double[] y = pairs.stream().mapToDouble(ClusterJackknife.Pair::y).toArray();
    double[] p =
        Arrays.stream(Association.values()).mapToDouble(kind -> kind.of(x, y).p()).toArray();
    boolean defined = Arrays.stream(p).noneMatch(Double::isNaN);
    double[] adjusted = defined ? Adjustment.BENJAMINI_HOCHBERG.of(p) : p;
    List<DecouplingRow> rows = new ArrayList<>();
    for (Association kind : Association.values()) {
      Interval interval = ClusterJackknife.of(pairs, kind, settings.level());
      rows.add(
          new DecouplingRow(
              sweep,
              kind.name().toLowerCase(Locale.ROOT),
              interval.estimate(),
              interval.lower(),
              interval.upper(),
              interval.level(),
              (int) interval.n(),
              pairs.size(),
              p[kind.ordinal()],
              adjusted[kind.ordinal()],
              conditions.size() - pairs.size()));
    }
    return rows;
  }

  /** Spearman's rank correlation with its interval. */
  public static Interval interval(List<ConditionSummary> conditions, AnalyticsSettings settings) {
    return ClusterJackknife.of(pairs(conditions), Association.SPEARMAN, settings.level());
  }

  private static List<ClusterJackknife.Pair> pairs(List<ConditionSummary> conditions) {
    return conditions.stream()
        .filter(c -> !Double.isNaN(c.finalPerformance()) && !Double.isNaN(c.stability()))
        .map(
            c ->
                new ClusterJackknife.Pair(
                    SeedText.of(c.condition().curve()),
                    SeedText.of(c.condition()),
                    c.finalPerformance(),
                    c.stability()))
        .toList();
  }
}
