package org.shaketable.jobs.report;

import java.util.List;

/** Stability by dimension and by condition, and the dose-response curves. */
final class StabilityFigures {
  private StabilityFigures() {}

  /** One row per condition; the metrics as columns. */
  static final String BY_CONDITION =
      """
      SELECT workload, dimension, family, magnitude, schedule, stochasticity,
        max(n) AS n,
        max(level) AS level,
        max(estimate) FILTER (WHERE metric = 'stability') AS stability,
        max(lower) FILTER (WHERE metric = 'stability') AS stability_lower,
        max(upper) FILTER (WHERE metric = 'stability') AS stability_upper,
        max(estimate) FILTER (WHERE metric = 'collapse_rate') AS collapse_rate,
        max(lower) FILTER (WHERE metric = 'collapse_rate') AS collapse_lower,
        max(upper) FILTER (WHERE metric = 'collapse_rate') AS collapse_upper,
        max(estimate) FILTER (WHERE metric = 'recovery_share') AS recovery_share,
        max(estimate) FILTER (WHERE metric = 'retained_performance') AS retained_performance,
        max(estimate) FILTER (WHERE metric = 'contraction') AS contraction,
        max(estimate) FILTER (WHERE metric = 'spike_free') AS spike_free,
        max(estimate) FILTER (WHERE metric = 'stability_without_contraction')
          AS stability_without_contraction,
        max(estimate) FILTER (WHERE metric = 'final_performance') AS final_performance,
        max(estimate) FILTER (WHERE metric = 'final_dispersion') AS final_dispersion,
        max(estimate) FILTER (WHERE metric = 'improvement_over_clean') AS improvement_over_clean
      FROM stability
      WHERE sweep = :sweep
      GROUP BY workload, dimension, family, magnitude, schedule, stochasticity
      """;

  static final Figure DIMENSIONS =
      new Figure(
          "dimensions",
          "dimensions",
          "Stability by workload and dimension",
          "1 means that training did not notice the disturbance, 0 that nothing survived it; the"
              + " bar is the interval. Where two bars overlap, the order is not settled. The five"
              + " components stand first: their geometric mean is 0 wherever one of them is, mostly"
              + " the contraction, so it is also given without that.",
          "no perturbed run of the sweep has been analyzed",
          List.of("dimension_stability"),
          List.of(
              new Query(
                  "dimensions",
                  """
                  SELECT workload, dimension, metric, estimate, lower, upper, level, n
                  FROM dimension_stability
                  WHERE sweep = :sweep
                  ORDER BY workload, dimension, metric
                  """)));

  static final Figure FRAGILE =
      new Figure(
          "fragile",
          "fragile",
          "Most fragile conditions",
          "The ten conditions with the least stability, the most fragile first: what was done, how"
              + " many runs collapsed under it, and how sure that is.",
          "no perturbed run of the sweep has been analyzed",
          List.of("stability"),
          List.of(
              new Query(
                  "fragile",
                  BY_CONDITION
                      + """
                      ORDER BY stability ASC NULLS LAST, collapse_rate DESC, family, magnitude,
                        workload, schedule, stochasticity
                      LIMIT 10
                      """)));

  static final Figure DOSES =
      new Figure(
          "doses",
          "doses",
          "Dose and response",
          "Share of runs that collapsed against the magnitude of the disturbance, with Wilson"
              + " intervals. The curve is a logistic fit; the dashed line marks the critical"
              + " magnitude, at which half of the runs collapse, and its band the interval.",
          "no perturbed run of the sweep has been analyzed",
          List.of("stability", "critical_magnitudes"),
          List.of(
              new Query(
                  "doses",
                  """
                  SELECT workload, dimension, family, schedule, stochasticity, magnitude,
                    estimate, lower, upper, level, n
                  FROM stability
                  WHERE sweep = :sweep AND metric = 'collapse_rate'
                  ORDER BY workload, dimension, family, schedule, stochasticity, magnitude
                  """),
              new Query(
                  "critical",
                  """
                  SELECT workload, dimension, family, schedule, stochasticity, magnitude,
                    lower, upper, level, slope, monotone, n, reason
                  FROM critical_magnitudes
                  WHERE sweep = :sweep
                  ORDER BY workload, dimension, family, schedule, stochasticity
                  """)));

  /** In the order of the page. */
  static final List<Figure> ALL = List.of(DIMENSIONS, FRAGILE, DOSES);
}
