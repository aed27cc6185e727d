package org.shaketable.jobs.report;

import java.util.List;

/** What is seen only across conditions: decoupling, buffering, variance, sensitivity. */
final class AcrossFigures {
  private AcrossFigures() {}

  static final Figure DECOUPLING =
      new Figure(
          "decoupling",
          "scatter",
          "Final performance against stability",
          "Each point is a condition. If final performance told how stable training was, the points"
              + " would lie on a rising line; conditions far right and low look well and are not.",
          "no condition has both a final performance and a stability",
          List.of("stability", "run_stability"),
          List.of(
              new Query(
                  "conditions",
                  """
                  SELECT s.workload, s.dimension, s.family, s.magnitude, s.schedule, s.stochasticity,
                    r.final_performance, 1 - s.estimate AS stability, 1 - s.upper AS lower,
                    1 - s.lower AS upper, s.level, s.n
                  FROM stability s
                  JOIN (
                    SELECT workload, dimension, family, magnitude, schedule, stochasticity,
                      median(normalised_final_performance) AS final_performance
                    FROM run_stability
                    WHERE sweep = :sweep AND role = 'perturbed'
                    GROUP BY workload, dimension, family, magnitude, schedule, stochasticity) r
                  USING (workload, dimension, family, magnitude, schedule, stochasticity)
                  WHERE s.sweep = :sweep AND s.metric = 'lost'
                    AND r.final_performance IS NOT NULL AND s.estimate IS NOT NULL
                  ORDER BY workload, dimension, family, magnitude, schedule, stochasticity
                  """),
              Query.ifThere(
                  "decoupling",
                  "associations",
                  """
                  SELECT workload, association, estimate, lower, upper, level, clusters, n, p
                  FROM decoupling
                  WHERE sweep = :sweep
                  ORDER BY workload, association
                  """)));

  static final Figure BUFFERING =
      new Figure(
          "buffering",
          "scatter",
          "Stability under controlled stochasticity",
          "Each line is one disturbance at one magnitude, over the workload's own level of"
              + " controlled noise. A peak inside the range speaks for buffering.",
          "no workload of the sweep has more than one level of stochasticity",
          List.of("stability"),
          List.of(
              new Query(
                  "levels",
                  """
                  SELECT workload, dimension, family, magnitude, schedule, stochasticity,
                    1 - estimate AS estimate, 1 - upper AS lower, 1 - lower AS upper, level, n
                  FROM stability
                  WHERE sweep = :sweep AND metric = 'lost'
                    AND workload IN (
                      SELECT workload FROM stability WHERE sweep = :sweep
                      GROUP BY workload HAVING count(DISTINCT stochasticity) > 1)
                  ORDER BY workload, family, schedule, magnitude, stochasticity
                  """),
              Query.ifThere(
                  "buffering",
                  "contrasts",
                  """
                  SELECT stochasticity_kind, levels, estimate, lower, upper, level, n
                  FROM buffering
                  WHERE sweep = :sweep AND endpoint = 'not_lost'
                  ORDER BY stochasticity_kind
                  """)));

  static final Figure VARIANCE =
      new Figure(
          "variance",
          "across",
          "What explains the differences",
          "Share of the variance of the retained performance that goes with each factor, with their"
              + " interactions, and what remains between replicates of one condition.",
          "no workload has enough conditions",
          List.of("variance_shares"),
          List.of(
              new Query(
                  "shares",
                  """
                  SELECT workload, kind, factor, share, n
                  FROM variance_shares
                  WHERE sweep = :sweep AND kind <> 'interaction'
                  ORDER BY workload, kind, share DESC
                  """)));

  /** Wortsman et al., arXiv 2309.14322. */
  static final Figure LEARNING_RATES =
      new Figure(
          "rates",
          "rates",
          "Sensitivity to the learning rate",
          "Final loss of clean runs over the learning rate, one curve per recipe; all else is equal"
              + " along a curve. The wider the floor of the U, the more stable the recipe; its"
              + " sensitivity is the mean height above the floor, counted at most to the untrained"
              + " loss.",
          "no language models of the sweep differ in the learning rate alone",
          List.of("learning_rate_sensitivity"),
          List.of(
              new Query(
                  "rates",
                  """
                  SELECT recipe, learning_rate, workload, final_loss, lower, upper, level,
                    untrained_loss, diverged, n, sensitivity, sensitivity_lower,
                    sensitivity_upper, best_learning_rate
                  FROM learning_rate_sensitivity
                  WHERE sweep = :sweep
                  ORDER BY sensitivity, recipe, learning_rate
                  """)));

  /** Frankle et al., arXiv 1912.05671. */
  static final Figure BARRIERS =
      new Figure(
          "barriers",
          "rates",
          "Barriers between twins",
          "How far the loss rises above the straight line on the way from a perturbed run's"
              + " parameters to its clean twin's at the same step: 0 where both lie in one basin.",
          "no checkpoints of twins were kept",
          List.of("path_barriers"),
          List.of(
              new Query(
                  "barriers",
                  """
                  SELECT workload, family, magnitude, schedule, stochasticity, step,
                    percentile(barrier, 0.5) AS median_barrier, min(barrier) AS least,
                    max(barrier) AS most, count(*) AS n
                  FROM path_barriers
                  WHERE sweep = :sweep
                  GROUP BY workload, family, magnitude, schedule, stochasticity, step
                  ORDER BY workload, family, magnitude, schedule, stochasticity, step
                  """)));

  /** In the order of the page. */
  static final List<Figure> ALL =
      List.of(DECOUPLING, BUFFERING, VARIANCE, LEARNING_RATES, BARRIERS);
}
