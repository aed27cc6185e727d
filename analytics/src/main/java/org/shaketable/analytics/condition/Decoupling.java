package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.shaketable.analytics.stats.correlation.Association;
import org.shaketable.analytics.stats.correlation.Correlation;
import org.shaketable.analytics.stats.decoupling.AmongEquals;
import org.shaketable.analytics.stats.decoupling.ConfigurationRuns;
import org.shaketable.analytics.stats.decoupling.LatentCorrelation;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.table.DecouplingRow;

/**
 * The table {@code decoupling}: what the clean final performance of a configuration tells of what
 * it survives, over the configurations of each workload that has several. The unit is a
 * configuration and never a condition, whose final performance holds the damage itself.
 */
public final class Decoupling {
  /** The statistic that the claim is about. */
  public static final String CLAIMED = "rank_correlation";

  private Decoupling() {}

  /** Three rows per workload with two configurations or more. */
  public static List<DecouplingRow> of(
      String sweep, Configurations configurations, AnalyticsSettings settings) {
    List<DecouplingRow> rows = new ArrayList<>();
    configurations
        .byWorkload()
        .forEach((workload, runs) -> rows.addAll(rows(sweep, workload, runs.values(), settings)));
    return rows;
  }

  private static List<DecouplingRow> rows(
      String sweep,
      String workload,
      Collection<ConfigurationRuns> configurations,
      AnalyticsSettings settings) {
    List<ConfigurationRuns> known =
        configurations.stream()
            .filter(one -> Double.isFinite(one.performance()) && !Double.isNaN(one.survival()))
            .toList();
    int leftOut = configurations.size() - known.size();
    LatentCorrelation correlation = LatentCorrelation.of(known, settings.level());
    Correlation observed =
        Association.SPEARMAN.of(
            known.stream().mapToDouble(ConfigurationRuns::performance).toArray(),
            known.stream().mapToDouble(ConfigurationRuns::survival).toArray());
    int n = known.size();
    return List.of(
        row(sweep, workload, CLAIMED, correlation.latent(), n, Double.NaN, leftOut),
        row(
            sweep,
            workload,
            "observed_correlation",
            Interval.unbounded(observed.coefficient(), settings.level(), n),
            n,
            observed.p(),
            leftOut),
        row(
            sweep,
            workload,
            "share_among_equals",
            AmongEquals.of(known, settings.level()),
            n,
            Double.NaN,
            leftOut));
  }

  private static DecouplingRow row(
      String sweep,
      String workload,
      String association,
      Interval interval,
      int configurations,
      double p,
      int leftOut) {
    return new DecouplingRow(
        sweep,
        workload,
        association,
        interval.estimate(),
        interval.lower(),
        interval.upper(),
        interval.level(),
        configurations,
        (int) interval.n(),
        p,
        leftOut);
  }
}
