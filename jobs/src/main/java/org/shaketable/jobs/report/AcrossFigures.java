package org.shaketable.jobs.report;

import java.util.List;

/** What is seen only across conditions: decoupling, buffering, variance, sensitivity. */
final class AcrossFigures {
  private AcrossFigures() {}

  static final Figure DECOUPLING =
      new Figure(
          "decoupling",
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
                    r.final_performance, s.estimate AS stability, s.lower, s.upper, s.level, s.n
                  FROM stability s
                  JOIN (
                    SELECT workload, dimension, family, magnitude, schedule, stochasticity,
                      median(normalised_final_performance) AS final_performance
                    FROM run_stability
                    WHERE sweep = :sweep
                    GROUP BY workload, dimension, family, magnitude, schedule, stochasticity) r
                  USING (workload, dimension, family, magnitude, schedule, stochasticity)
                  WHERE s.sweep = :sweep AND s.metric = 'stability'
                    AND r.final_performance IS NOT NULL AND s.estimate IS NOT NULL
                  ORDER BY workload, dimension, family, magnitude, schedule, stochasticity
                  """),
              Query.ifThere(
                  "decoupling",
                  "associations",
                  """
                  SELECT association, estimate, lower, upper, level, clusters, n, p_adjusted
                  FROM decoupling
                  WHERE sweep = :sweep
                  ORDER BY association
                  """)));

  static final Figure BUFFERING =
      new Figure(
          "buffering",
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
                    estimate, lower, upper, level, n
                  FROM stability
                  WHERE sweep = :sweep AND metric = 'stability'
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
                  WHERE sweep = :sweep
                  ORDER BY stochasticity_kind
                  """)));

  static final Figure VARIANCE =
      new Figure(
          "variance",
          "What explains the differences",
          "Share of the variance of the trajectory ratio that goes with each factor, with their"
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

  static final Figure SENSITIVITY =
      new Figure(
          "sensitivity",
          "If collapse were defined otherwise",
          "Each row is another definition of collapse: below which share of the twin, for how many"
              + " evaluations. The ranking of conditions holds where Kendall's tau with the default"
              + " is at least 0.8.",
          "no run had learned",
          List.of("collapse_sensitivity"),
          List.of(
              new Query(
                  "definitions",
                  """
                  SELECT share, consecutive, collapse_rate, kendall_tau, ranking_holds, conditions, n
                  FROM collapse_sensitivity
                  WHERE sweep = :sweep
                  ORDER BY share, consecutive
                  """)));
}
