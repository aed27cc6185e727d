package org.shaketable.analytics.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.stats.stability.RunStability;

/**
 * A judged perturbed run as the statistics over runs need it: one small record a run, so that all
 * of a sweep's fit in the driver's memory.
 *
 * @param recovery 1 recovered, 0 not, NaN where there was nothing to recover from
 * @param recoverySteps until recovery, or until last seen
 * @param horizon steps that the run was to take
 * @param finalPerformance normalised; NaN for a run that diverged
 * @param collapsedByRule whether it collapsed by each definition of {@link CollapseGrid}
 * @param excluded why some statistic lacks it; null if none does
 */
record JudgedRun(
    String runId,
    String twin,
    Condition condition,
    int replicate,
    boolean failed,
    boolean diverged,
    boolean learned,
    boolean collapsed,
    double recovery,
    double recoverySteps,
    double trajectoryRatio,
    double contraction,
    double spikeScore,
    long horizon,
    double finalPerformance,
    List<Boolean> collapsedByRule,
    String excluded)
    implements Serializable {

  /** The perturbed runs among the judged ones, sorted by condition and run_id. */
  static List<JudgedRun> of(List<Row> judged) {
    return judged.stream()
        .filter(row -> row.getAs("twin_run_id") != null)
        .map(JudgedRun::of)
        .sorted(Comparator.comparing(JudgedRun::condition).thenComparing(JudgedRun::runId))
        .toList();
  }

  /**
   * Normalised final performances of the clean runs by workload and stochasticity; 0 (untrained)
   * for one that diverged.
   */
  static Map<List<String>, double[]> cleanFinals(List<Row> judged) {
    Map<List<String>, List<Double>> finals = new HashMap<>();
    judged.stream()
        .filter(row -> row.getAs("twin_run_id") == null)
        .filter(row -> !"FAILED".equals(row.getAs("status")))
        .forEach(
            row ->
                finals
                    .computeIfAbsent(
                        List.of(row.getAs("workload"), row.getAs("stochasticity")),
                        key -> new ArrayList<>())
                    .add(
                        "DIVERGED".equals(row.getAs("status"))
                            ? 0
                            : Cells.number(row, "normalised_final_performance")));
    return finals.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue().stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private static JudgedRun of(Row row) {
    Boolean recovered = row.getAs("recovered");
    int rules = row.fieldIndex("collapsed_by_rule");
    return new JudgedRun(
        row.getAs("run_id"),
        row.getAs("twin_run_id"),
        Condition.of(row),
        row.<Integer>getAs("replicate"),
        "FAILED".equals(row.getAs("status")),
        "DIVERGED".equals(row.getAs("status")),
        Boolean.TRUE.equals(row.getAs("learned")),
        Boolean.TRUE.equals(row.getAs("collapsed")),
        recovered == null ? Double.NaN : recovered ? 1 : 0,
        Cells.number(row, "recovery_steps"),
        Cells.number(row, "trajectory_ratio"),
        Cells.number(row, "contraction"),
        Cells.number(row, "spike_score"),
        row.<Long>getAs("horizon"),
        Cells.number(row, "normalised_final_performance"),
        row.isNullAt(rules) ? List.of() : List.copyOf(row.<Boolean>getList(rules)),
        row.getAs("excluded"));
  }

  /** What the stability of its condition needs. */
  RunStability stability() {
    return new RunStability(
        runId,
        learned,
        collapsed,
        recovery,
        trajectoryRatio,
        contraction,
        spikeScore,
        diverged ? 0 : finalPerformance);
  }
}
