package org.shaketable.jobs.report;

import java.util.List;

/** Learning curves, trajectories of chosen pairs, and paths through the meta-state plane. */
final class TrajectoryFigures {
  private TrajectoryFigures() {}

  /** At most so many evaluations of a run are drawn of a pair. */
  private static final int DRAWN = 200;

  /** Which evaluations to take, one of how many, so that at most so many are drawn. */
  static String every(int drawn) {
    return "(SELECT greatest(1, max(evaluations) DIV %d) FROM runs WHERE sweep = :sweep)"
        .formatted(drawn);
  }

  /** The name of the clean runs that a run is judged beside: configuration and level. */
  private static String control(String table) {
    return "concat_ws(' ', %1$s.workload, nullif(%1$s.configuration, ''),".formatted(table)
        + " nullif(%s.stochasticity, 'none'))".formatted(table);
  }

  static final Figure PAIRS =
      new Figure(
          "pairs",
          "pairs",
          "Pairs: a run and its clean twin",
          "Per condition the pair with the median retained performance, so neither the best nor the"
              + " worst. Grey is the clean band, in which a whole clean run stays nine times of"
              + " ten, the shaded span the disturbance, the dotted line the collapse. What explodes"
              + " is cut off.",
          "no perturbed run was ever competent",
          List.of("runs", "run_stability", "trajectories", "clean_bands"),
          List.of(
              new Query(
                  "pairs",
                  """
                  WITH ranked AS (
                    SELECT *,
                      row_number() OVER (
                        PARTITION BY workload, configuration, family, magnitude, schedule,
                          stochasticity
                        ORDER BY retained_performance, replicate) AS place,
                      count(*) OVER (
                        PARTITION BY workload, configuration, family, magnitude, schedule,
                          stochasticity) AS runs,
                      avg(retained_performance) OVER (
                        PARTITION BY workload, configuration, family, magnitude, schedule,
                          stochasticity) AS mean_ratio
                    FROM run_stability
                    WHERE sweep = :sweep AND role = 'perturbed' AND learned
                      AND retained_performance IS NOT NULL),
                  medians AS (
                    SELECT *, row_number() OVER (
                      PARTITION BY workload
                      ORDER BY mean_ratio, configuration, family, magnitude, schedule,
                        stochasticity) AS fragility
                    FROM ranked WHERE place = (runs + 1) DIV 2)
                  SELECT m.run_id, m.twin_run_id, m.workload, %s AS control, m.dimension,
                    m.family, m.magnitude, m.schedule, m.stochasticity, m.replicate, m.retained_performance, m.collapsed,
                    m.collapse_step, m.collapse_kind, m.recovery_class, m.recovery_steps,
                    r.onset_step, r.end_step, r.horizon, r.learner
                  FROM medians m JOIN runs r ON m.run_id = r.run_id
                  WHERE r.sweep = :sweep
                  ORDER BY fragility, m.workload
                  LIMIT 48
                  """
                      .formatted(control("m"))),
              new Query(
                  "trajectories",
                  """
                  SELECT run_id, step, CAST(performance AS FLOAT) AS performance,
                    CAST(loss AS FLOAT) AS loss,
                    CAST(parameter_distance AS FLOAT) AS parameter_distance,
                    CAST(function_distance AS FLOAT) AS function_distance
                  FROM trajectories
                  WHERE sweep = :sweep AND workload IN (:pairs.workload)
                    AND run_id IN (:pairs.run_id, :pairs.twin_run_id)
                    AND evaluation %% %1$s = 0
                  ORDER BY run_id, evaluation
                  """
                      .formatted(every(DRAWN))),
              new Query(
                  "band",
                  """
                  SELECT %2$s AS control, b.evaluation, min(t.step) AS step,
                    CAST(b.lower AS FLOAT) AS lower, CAST(b.upper AS FLOAT) AS upper, b.n
                  FROM clean_bands b
                  JOIN runs r ON r.sweep = b.sweep AND r.workload = b.workload
                    AND r.configuration = b.configuration AND r.stochasticity = b.stochasticity
                    AND r.role = 'clean'
                  JOIN trajectories t ON t.run_id = r.run_id AND t.evaluation = b.evaluation
                  WHERE b.sweep = :sweep AND t.sweep = :sweep AND b.evaluation %% %1$s = 0
                    AND %2$s IN (:pairs.control)
                  GROUP BY control, b.evaluation, b.lower, b.upper, b.n
                  ORDER BY control, b.evaluation
                  """
                      .formatted(every(DRAWN), control("b")))));

  static final Figure PLANE =
      new Figure(
          "plane",
          "plane",
          "The meta-state plane",
          "Grey dots are clean runs in the first two principal components of the pooled features;"
              + " the lines are runs that collapsed, from 12 evaluations before to 4 after, a ring"
              + " where they did. Where the clean runs form several clouds, an ellipse holds 95 %"
              + " of each. The bars beside it set the explained variance against what random walks"
              + " alone would show.",
          "no meta-states have been fitted",
          List.of("meta_states", "meta_state_models", "runs", "run_stability"),
          List.of(
              new Query(
                  "models",
                  """
                  WITH fallen AS (
                    SELECT workload, configuration, stochasticity, count_if(collapsed) AS collapses
                    FROM run_stability
                    WHERE sweep = :sweep AND role = 'perturbed'
                    GROUP BY workload, configuration, stochasticity)
                  SELECT %s AS control, m.features, m.components, m.`rows`, m.explained_variance,
                    m.null_random_walk, m.parallel_analysis, m.loadings, m.subspace_agreement,
                    m.participation_ratio, m.participation_lower, m.participation_upper,
                    filter(m.participation_nulls, n -> n.null_model = 'random_walk')[0]
                      .participation_ratio AS participation_random_walk,
                    filter(m.participation_nulls, n -> n.null_model = 'ar1')[0]
                      .participation_ratio AS participation_ar1,
                    filter(m.participation_nulls, n -> n.null_model = 'ar1')[0]
                      .runs_narrower AS runs_narrower,
                    filter(m.participation_nulls, n -> n.null_model = 'ar1')[0]
                      .runs AS runs_looked_at,
                    m.reason
                  FROM meta_state_models m LEFT JOIN fallen f ON f.workload = m.workload
                    AND f.configuration = m.configuration AND f.stochasticity = m.stochasticity
                  WHERE m.sweep = :sweep
                  ORDER BY m.reason IS NOT NULL, coalesce(f.collapses, 0) DESC, control
                  LIMIT 12
                  """
                      .formatted(control("m"))),
              new Query(
                  "clean",
                  """
                  WITH sample AS (
                    SELECT %1$s AS control, m.evaluation, m.pc1, m.pc2, row_number() OVER (
                      PARTITION BY %1$s ORDER BY xxhash64(m.run_id, m.evaluation)) AS place
                    FROM meta_states m JOIN runs r ON m.run_id = r.run_id
                    WHERE m.sweep = :sweep AND r.sweep = :sweep AND r.role = 'clean'
                      AND m.pc1 IS NOT NULL AND m.pc2 IS NOT NULL)
                  SELECT control, evaluation, CAST(pc1 AS FLOAT) AS pc1, CAST(pc2 AS FLOAT) AS pc2
                  FROM sample WHERE place <= 900 AND control IN (:models.control)
                  ORDER BY control, place
                  """
                      .formatted(control("r"))),
              new Query(
                  "collapsing",
                  """
                  WITH ranked AS (
                    SELECT s.*, %1$s AS control, row_number() OVER (
                      PARTITION BY %1$s, s.dimension
                      ORDER BY xxhash64(s.run_id)) AS place
                    FROM run_stability s
                    WHERE s.sweep = :sweep AND s.role = 'perturbed' AND s.collapsed)
                  SELECT run_id, workload, control, dimension, family, magnitude, schedule,
                    stochasticity, replicate, collapse_evaluation, collapse_step
                  FROM ranked WHERE place <= 2 AND control IN (:models.control)
                  ORDER BY control, dimension, place
                  """
                      .formatted(control("s"))),
              new Query(
                  "paths",
                  """
                  SELECT m.run_id, m.evaluation,
                    CAST(m.pc1 AS FLOAT) AS pc1, CAST(m.pc2 AS FLOAT) AS pc2
                  FROM meta_states m JOIN run_stability s ON m.run_id = s.run_id
                  WHERE m.sweep = :sweep AND s.sweep = :sweep
                    AND m.workload IN (:collapsing.workload) AND m.run_id IN (:collapsing.run_id)
                    AND m.evaluation >= s.collapse_evaluation - 12
                    AND m.evaluation <= s.collapse_evaluation + 4
                    AND m.pc1 IS NOT NULL AND m.pc2 IS NOT NULL
                  ORDER BY m.run_id, m.evaluation
                  """),
              Query.ifThere(
                  "regimes",
                  "regimes",
                  """
                  SELECT %1$s AS control, g.regime, g.regimes, g.weight, g.pc1, g.pc2, g.variance1,
                    g.covariance, g.variance2, g.bic, g.effective_rows, g.runs
                  FROM regimes g
                  WHERE g.sweep = :sweep AND %1$s IN (:models.control)
                  ORDER BY control, g.regime
                  """
                      .formatted(control("g"))),
              Query.ifThere(
                  "regime_transitions",
                  "transitions",
                  """
                  SELECT %1$s AS control, t.to_regime, t.horizon, t.estimate, t.lower, t.upper,
                    t.level, t.clean_left, t.clean_difference, t.clean_difference_lower,
                    t.clean_difference_upper, t.standing_left, t.standing_difference,
                    t.standing_difference_lower, t.standing_difference_upper, t.collapses,
                    t.beside_standing
                  FROM regime_transitions t
                  WHERE t.sweep = :sweep AND %1$s IN (:models.control)
                  ORDER BY control, t.to_regime NULLS FIRST
                  """
                      .formatted(control("t"))),
              Query.ifThere(
                  "regime_times",
                  "regime_times",
                  """
                  SELECT %1$s AS control,
                    CASE WHEN t.role <> 'perturbed' THEN t.role
                      WHEN t.collapsed THEN 'collapsed' ELSE 'stood' END AS runs_that,
                    t.regime, avg(t.share) AS mean_share, count(*) AS runs
                  FROM regime_times t
                  WHERE t.sweep = :sweep AND %1$s IN (:models.control)
                  GROUP BY ALL
                  ORDER BY control, runs_that, t.regime
                  """
                      .formatted(control("t")))));

  /** All of them, in the order of the page. */
  static final List<Figure> ALL = List.of(LearningCurves.FIGURE, PAIRS, PLANE);
}
