package org.shaketable.jobs.imports;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.stats.run.CollapseKind;
import org.shaketable.analytics.table.Exposures;
import org.shaketable.analytics.table.FeatureRow;
import org.shaketable.analytics.table.RowsDigest;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.Source;
import org.shaketable.analytics.table.StochasticityRow;
import org.shaketable.analytics.table.TrajectoryRow;
import org.shaketable.analytics.table.WorkloadRow;
import org.shaketable.jobs.imports.mapping.Mapping;
import org.shaketable.jobs.json.Json;
import org.shaketable.training.workload.Feature;

/** Rows of the tables for imported runs. */
record ImportRows(Mapping mapping) implements Serializable {
  private static final String ENGINE = "imported";

  /** The columns that trajectories have in every lake, and those of this sweep's features. */
  RecordCodec<TrajectoryRow> trajectories() {
    return RecordCodec.of(
        TrajectoryRow.class,
        Stream.concat(Feature.columns().stream(), mapping.featureColumns().stream())
            .distinct()
            .toList());
  }

  ImportedRun run(PlannedImport plan, RunReading reading) {
    Alignment aligned = Alignment.of(mapping, plan, reading);
    RunRow row = row(plan, reading, aligned);
    RecordCodec<TrajectoryRow> codec = trajectories();
    return new ImportedRun(
        plan.runId(),
        row.trajectoryDigest(),
        RecordCodec.of(RunRow.class).row(row),
        aligned.rows().stream().map(codec::row).toList(),
        aligned.carried(),
        aligned.values());
  }

  private RunRow row(PlannedImport plan, RunReading reading, Alignment aligned) {
    Exposures exposures = new Exposures(plan.exposures());
    List<TrajectoryRow> rows = aligned.rows();
    return new RunRow(
        plan.runId(),
        mapping.sweep(),
        plan.workload(),
        "",
        plan.role(),
        Source.IMPORTED,
        plan.learner(),
        plan.task(),
        ENGINE,
        exposures.dimension(),
        exposures.family(),
        exposures.magnitude(),
        plan.window().schedule(),
        stochasticity(plan),
        plan.stochasticity(),
        plan.exposures(),
        plan.replicate(),
        plan.twinRunId(),
        status(plan, aligned),
        message(plan, aligned),
        null,
        Math.min(aligned.reached(), plan.grid().horizon()),
        rows.size(),
        rows.isEmpty() ? Double.NaN : rows.get(rows.size() - 1).performance(),
        Double.NaN,
        aligned.digest(),
        null,
        provenance(plan, reading, aligned),
        plan.grid().horizon(),
        plan.window().onset(),
        plan.window().end(),
        exposures.magnitude(),
        RowsDigest.of(plan.runId(), rows));
  }

  private static String stochasticity(PlannedImport plan) {
    return plan.stochasticity().isEmpty()
        ? "none"
        : plan.stochasticity().stream()
            .map((StochasticityRow level) -> level.kind() + "=" + level.level())
            .collect(Collectors.joining(", "));
  }

  private RunStatus status(PlannedImport plan, Alignment aligned) {
    if (aligned.divergence() != null) {
      return RunStatus.DIVERGED;
    }
    return early(plan, aligned) ? RunStatus.FAILED : RunStatus.COMPLETED;
  }

  private boolean early(PlannedImport plan, Alignment aligned) {
    return aligned.reached() < mapping.completedFrom() * plan.grid().horizon();
  }

  private String message(PlannedImport plan, Alignment aligned) {
    if (aligned.divergence() != null) {
      return "%s is not finite from step %d on"
          .formatted(aligned.divergence().column(), aligned.divergence().step());
    }
    return early(plan, aligned)
        ? "The log ends at step %d of %d and does not say why; completed-from in the mapping decides what counts"
            .formatted(aligned.reached(), plan.grid().horizon())
        : "";
  }

  /** Where a run comes from and what was left out of it. */
  private String provenance(PlannedImport plan, RunReading reading, Alignment aligned) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("imported_as", plan.name());
    facts.put("files", reading.fileNames());
    facts.put("values", aligned.values());
    facts.put("values_carried", aligned.carried());
    facts.put("skipped", reading.skips().line());
    return Json.text(facts);
  }

  /** The row of a workload. */
  WorkloadRow workload(PlannedImport any) {
    Direction better = mapping.performance().better();
    boolean isLoss =
        mapping.loss() != null && mapping.loss().series().equals(mapping.performance().series());
    return new WorkloadRow(
        mapping.sweep(),
        any.workload(),
        "",
        List.of(),
        Source.IMPORTED,
        any.learner(),
        any.task(),
        ENGINE,
        any.grid().horizon(),
        any.grid().evaluations(),
        mapping.performance().series(),
        mapping.performance().unit(),
        better,
        mapping.performance().untrained(),
        isLoss
            ? List.of(CollapseKind.values())
            : List.of(CollapseKind.NON_FINITE, CollapseKind.PERFORMANCE),
        mapping.features().entrySet().stream()
            .map(f -> new FeatureRow(f.getKey(), f.getValue().unit(), f.getValue().logarithmic()))
            .toList(),
        Json.text(
            new TreeMap<>(Map.of("files", mapping.files(), "step_unit", mapping.step().unit()))));
  }
}
