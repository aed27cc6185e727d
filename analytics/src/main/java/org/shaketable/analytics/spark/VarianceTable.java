package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.decomposition.VarianceShares;

/**
 * The table {@code variance_shares}: what of the variance of the trajectory ratio, per workload,
 * goes with dimension, family, magnitude, schedule and stochasticity, with their interactions, and
 * what remains between replicates.
 */
final class VarianceTable {
  private static final List<String> FACTORS =
      List.of("dimension", "family", "magnitude", "schedule", "stochasticity");

  private static final StructType SCHEMA =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("kind", DataTypes.StringType)
          .add("factor", DataTypes.StringType)
          .add("share", DataTypes.DoubleType)
          .add("n", DataTypes.IntegerType);

  private VarianceTable() {}

  static Table of(List<JudgedRun> runs) {
    Map<String, List<JudgedRun>> workloads =
        runs.stream()
            .filter(run -> !Double.isNaN(run.trajectoryRatio()))
            .collect(
                Collectors.groupingBy(
                    run -> run.condition().key().toString(), TreeMap::new, Collectors.toList()));
    List<Row> rows = new ArrayList<>();
    workloads.values().forEach(members -> add(rows, members));
    return new Table(SCHEMA, rows);
  }

  private static void add(List<Row> rows, List<JudgedRun> runs) {
    VarianceShares shares =
        VarianceShares.of(FACTORS, runs.stream().map(VarianceTable::row).toList());
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
        run.trajectoryRatio());
  }

  private static Row row(List<JudgedRun> runs, String kind, String factor, double share) {
    WorkloadKey key = runs.get(0).condition().key();
    return Cells.row(key.sweep(), key.workload(), kind, factor, share, runs.size());
  }
}
