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
 * The table {@code exclusions}: how many runs some statistic lacks, by workload, reason and
 * statistic. Reasons without a run are not listed. Of every metric of the table {@code stability},
 * the runs that it rests on and those listed here as missing from it are all perturbed runs (of the
 * share of recoveries: all that collapsed).
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

  /**
   * One row per workload, reason and statistic.
   *
   * @param judged all judged runs, of which only the clean ones are looked at
   * @param runs the perturbed ones
   */
  static Table of(List<Row> judged, List<JudgedRun> runs) {
    Map<WorkloadKey, List<JudgedRun>> workloads =
        runs.stream().collect(Collectors.groupingBy(run -> run.condition().key()));
    List<Row> rows = new ArrayList<>();
    workloads.forEach((key, members) -> add(rows, key, members));
    judged.stream()
        .filter(row -> row.getAs("twin_run_id") == null)
        .collect(Collectors.groupingBy(WorkloadKey::of))
        .forEach((key, members) -> addClean(rows, key, members));
    return new Table(SCHEMA, rows);
  }

  private static void addClean(List<Row> rows, WorkloadKey key, List<Row> clean) {
    int failed = (int) clean.stream().filter(row -> "FAILED".equals(row.getAs("status"))).count();
    if (failed > 0) {
      rows.add(
          Cells.row(
              key.sweep(),
              key.workload(),
              "clean_run_failed",
              "clean band, meta-state model, improvement_over_clean",
              failed,
              clean.size()));
    }
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
    boolean nothing = run.failed() || Exclusion.NO_TRAJECTORY.word().equals(run.excluded());
    return nothing ? List.of(run.excluded() + "|everything") : partial(run);
  }

  private static List<String> partial(JudgedRun run) {
    List<String> reasons = new ArrayList<>();
    if (!run.learned()) {
      reasons.add("never_learned|collapse_rate, critical_magnitudes");
    }
    if (run.learned() && run.condition().magnitude() == 0) {
      reasons.add("magnitude_0|critical_magnitudes");
    }
    if (Double.isNaN(run.trajectoryRatio())) {
      String why = run.excluded() == null ? "twin_diverged_or_never_learned" : run.excluded();
      reasons.add(why + "|trajectory_ratio, performance_profiles");
    }
    if (!run.diverged() && Double.isNaN(run.finalPerformance())) {
      String why = run.excluded() == null ? "last_performance_not_finite" : run.excluded();
      reasons.add(why + "|final_performance");
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
    return reasons;
  }
}
