package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The table {@code exclusions}: how many perturbed runs some statistic lacks, by workload, reason
 * and statistic. Reasons without a run are not listed.
 */
final class Exclusions {
  private static final StructType SCHEMA =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("reason", DataTypes.StringType)
          .add("missing_from", DataTypes.StringType)
          .add("runs", DataTypes.IntegerType)
          .add("of_runs", DataTypes.IntegerType);

  private Exclusions() {}

  static Table of(List<JudgedRun> runs) {
    Map<WorkloadKey, List<JudgedRun>> workloads =
        runs.stream().collect(Collectors.groupingBy(run -> run.condition().key()));
    List<Row> rows = new ArrayList<>();
    workloads.forEach((key, members) -> add(rows, key, members));
    return new Table(SCHEMA, rows);
  }

  private static void add(List<Row> rows, WorkloadKey key, List<JudgedRun> runs) {
    Map<String, Long> counts = new TreeMap<>();
    Function<JudgedRun, List<String>> reasons = Exclusions::reasons;
    runs.stream()
        .flatMap(run -> reasons.apply(run).stream())
        .forEach(reason -> counts.merge(reason, 1L, Long::sum));
    counts.forEach(
        (reason, count) -> {
          String[] parts = reason.split("\\|");
          rows.add(
              Cells.row(
                  key.sweep(),
                  key.workload(),
                  parts[0],
                  parts[1],
                  Math.toIntExact(count),
                  runs.size()));
        });
  }

  /** Reason and statistic, for each statistic that lacks the run. */
  private static List<String> reasons(JudgedRun run) {
    List<String> reasons = new ArrayList<>();
    if (run.excluded() != null) {
      String from =
          run.failed() || "no_trajectory".equals(run.excluded())
              ? "everything"
              : "trajectory_ratio";
      reasons.add(run.excluded() + "|" + from);
    }
    if (!run.failed()) {
      if (!run.learned()) {
        reasons.add("never_learned|collapse_rate, critical_magnitudes");
      }
      if (Double.isNaN(run.contraction())) {
        reasons.add("no_divergence_fit|contraction");
      }
      if (Double.isNaN(run.spikeScore())) {
        reasons.add("too_few_losses|spike_free");
      }
      if (run.collapsed() && Double.isNaN(run.recovery())) {
        reasons.add("disturbance_never_ends|recovery_share");
      }
    }
    return reasons;
  }
}
