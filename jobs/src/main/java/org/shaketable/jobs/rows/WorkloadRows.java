package org.shaketable.jobs.rows;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.stats.run.CollapseKind;
import org.shaketable.analytics.table.FeatureRow;
import org.shaketable.analytics.table.WorkloadRow;
import org.shaketable.jobs.config.Specs;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Objective;
import org.shaketable.training.workload.Workload;

/** Rows of the table {@code workloads} of workloads that are trained here. */
public final class WorkloadRows {
  private WorkloadRows() {}

  /** The row of a workload with the features that its runs have today. */
  public static WorkloadRow of(String sweep, Workload workload) {
    return of(sweep, workload, workload.features().stream().sorted().map(Feature::column).toList());
  }

  /** The row of a workload whose trajectories have these columns of features. */
  public static WorkloadRow of(String sweep, Workload workload, Collection<String> features) {
    Objective objective = workload.learner().objective();
    return new WorkloadRow(
        sweep,
        workload.name(),
        RunRows.configuration(workload),
        List.of(),
        RunRows.source(workload),
        workload.learner().name(),
        workload.task().name(),
        RunRows.engine(workload),
        workload.horizon().steps(),
        workload.evaluations(),
        objective.name(),
        objective.unit(),
        direction(objective),
        null,
        collapseRules(objective),
        features.stream().map(WorkloadRows::feature).toList(),
        Specs.json(workload));
  }

  private static Direction direction(Objective objective) {
    return switch (objective.goal()) {
      case MAXIMISE -> Direction.HIGHER;
      case MINIMISE -> Direction.LOWER;
    };
  }

  private static List<CollapseKind> collapseRules(Objective objective) {
    return switch (objective.goal()) {
      case MAXIMISE -> List.of(CollapseKind.NON_FINITE, CollapseKind.PERFORMANCE);
      case MINIMISE -> List.of(CollapseKind.values());
    };
  }

  /** A feature that this version does not measure any more has no unit that it knows. */
  private static FeatureRow feature(String column) {
    Optional<Feature> known =
        Arrays.stream(Feature.values()).filter(one -> one.column().equals(column)).findFirst();
    return new FeatureRow(
        column, known.map(Feature::unit).orElse(""), known.map(Feature::logarithmic).orElse(false));
  }
}
