package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.decomposition.VarianceShares;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.VarianceShareRow;

/**
 * The table {@code variance_shares}: what of the variance of the retained performance, per
 * configuration, goes with dimension, family, magnitude, schedule and stochasticity, with their
 * interactions, and what remains between replicates.
 */
public final class VarianceShareTable {
  private static final List<String> FACTORS =
      List.of("dimension", "family", "magnitude", "schedule", "stochasticity");

  private VarianceShareTable() {}

  public static List<VarianceShareRow> of(List<JudgedRun> runs) {
    Map<ConfigurationKey, List<JudgedRun>> configurations =
        runs.stream()
            .filter(run -> !Double.isNaN(run.retainedPerformance()))
            .collect(Collectors.groupingBy(JudgedRun::key, TreeMap::new, Collectors.toList()));
    List<VarianceShareRow> rows = new ArrayList<>();
    configurations.values().forEach(members -> add(rows, members));
    return rows;
  }

  private static void add(List<VarianceShareRow> rows, List<JudgedRun> runs) {
    VarianceShares shares =
        VarianceShares.of(FACTORS, runs.stream().map(VarianceShareTable::row).toList());
    shares.factors().forEach((name, share) -> rows.add(row(runs, "factor", name, share)));
    shares.pairs().forEach((name, share) -> rows.add(row(runs, "interaction", name, share)));
    rows.add(row(runs, "interactions", "all interactions", shares.interactions()));
    rows.add(row(runs, "residual", "between replicates", shares.residual()));
  }

  private static VarianceShares.Row row(JudgedRun run) {
    Condition c = run.condition();
    return new VarianceShares.Row(
        List.of(
            c.dimension(),
            c.family(),
            String.valueOf(c.magnitude()),
            c.schedule(),
            c.stochasticity()),
        run.retainedPerformance());
  }

  private static VarianceShareRow row(
      List<JudgedRun> runs, String kind, String factor, double share) {
    return new VarianceShareRow(runs.get(0).key(), kind, factor, share, runs.size());
  }
}
