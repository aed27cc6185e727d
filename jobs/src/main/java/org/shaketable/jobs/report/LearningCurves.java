package org.shaketable.jobs.report;

import java.util.List;

/** The learning curves of a trial: clean runs, placebos and perturbed runs, over each other. */
final class LearningCurves {
  /** At most so many evaluations of a run are drawn. */
  private static final int DRAWN = 60;

  /** The mean of the middle half, and the quartiles, over the runs that are still going. */
  private static final String MIDDLE =
      """
      min(t.step) AS step,
      aggregate(slice(sort_array(collect_list(t.performance)),
          CAST(count(t.performance) DIV 4 AS INT) + 1,
          CAST(count(t.performance) - 2 * (count(t.performance) DIV 4) AS INT)),
        CAST(0 AS DOUBLE), (sum, one) -> sum + one)
        / (count(t.performance) - 2 * (count(t.performance) DIV 4)) AS middle,
      percentile(t.performance, 0.25) AS lower, percentile(t.performance, 0.75) AS upper,
      count(t.performance) AS n\
      """;

  private static final Query CONDITIONS =
      new Query(
          "conditions",
          """
          WITH ranked AS (
            SELECT workload, configuration, stochasticity, dimension, family, magnitude, schedule,
              estimate AS lost,
              row_number() OVER (
                PARTITION BY workload, family
                ORDER BY estimate DESC, if(estimate > 0, magnitude, -magnitude), configuration,
                  schedule, stochasticity) AS place
            FROM stability
            WHERE sweep = :sweep AND metric = 'lost' AND estimate IS NOT NULL)
          SELECT c.workload, c.configuration, c.stochasticity, c.dimension, c.family, c.magnitude,
            c.schedule, c.lost, min(r.onset_step) AS onset_step, min(r.end_step) AS end_step,
            min(r.horizon) AS horizon, any_value(w.performance_name) AS performance_name
          FROM ranked c
          JOIN runs r ON r.sweep = :sweep AND r.role = 'perturbed' AND r.workload = c.workload
            AND r.configuration = c.configuration AND r.stochasticity = c.stochasticity
            AND r.family = c.family AND r.magnitude = c.magnitude AND r.schedule = c.schedule
          JOIN workloads w ON w.sweep = :sweep AND w.workload = c.workload
            AND w.configuration = c.configuration
          WHERE c.place = 1
          GROUP BY c.workload, c.configuration, c.stochasticity, c.dimension, c.family,
            c.magnitude, c.schedule, c.lost
          ORDER BY c.lost DESC, c.workload, c.family
          LIMIT 24
          """);

  private static final Query PERTURBED =
      new Query(
          "perturbed",
          """
          SELECT r.workload, r.configuration, r.stochasticity, r.family, r.magnitude, r.schedule,
            %s
          FROM runs r JOIN trajectories t ON t.run_id = r.run_id
          WHERE r.sweep = :sweep AND t.sweep = :sweep AND r.role = 'perturbed'
            AND r.status <> 'FAILED' AND r.workload IN (:conditions.workload)
            AND r.family IN (:conditions.family) AND r.magnitude IN (:conditions.magnitude)
            AND t.evaluation %% %s = 0
          GROUP BY r.workload, r.configuration, r.stochasticity, r.family, r.magnitude, r.schedule,
            t.evaluation
          ORDER BY r.workload, r.configuration, r.stochasticity, r.family, r.magnitude, r.schedule,
            t.evaluation
          """
              .formatted(MIDDLE, TrajectoryFigures.every(DRAWN)));

  private static final Query UNDISTURBED =
      new Query(
          "undisturbed",
          """
          SELECT r.workload, r.configuration, r.stochasticity, r.role, r.schedule, %s
          FROM runs r JOIN trajectories t ON t.run_id = r.run_id
          WHERE r.sweep = :sweep AND t.sweep = :sweep AND r.role IN ('clean', 'placebo')
            AND r.status <> 'FAILED' AND r.workload IN (:conditions.workload)
            AND r.configuration IN (:conditions.configuration)
            AND t.evaluation %% %s = 0
          GROUP BY r.workload, r.configuration, r.stochasticity, r.role, r.schedule, t.evaluation
          ORDER BY r.workload, r.configuration, r.stochasticity, r.role, r.schedule, t.evaluation
          """
              .formatted(MIDDLE, TrajectoryFigures.every(DRAWN)));

  static final Figure FIGURE =
      new Figure(
          "learning",
          "learning",
          "Learning curves: clean, placebo, perturbed",
          "Of each family the dose at which most runs are lost. Lines are interquartile means, the"
              + " mean of the middle half of the runs; bands hold that half. Grey is clean, the"
              + " dashed line placebo, the shaded span the disturbance. What explodes is cut off;"
              + " runs that diverged have no performance from there on.",
          "nothing is known of what was lost",
          List.of("stability", "runs", "trajectories", "workloads"),
          List.of(CONDITIONS, PERTURBED, UNDISTURBED));

  private LearningCurves() {}
}
