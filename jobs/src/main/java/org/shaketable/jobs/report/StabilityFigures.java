package org.shaketable.jobs.report;

import java.util.List;

/** Stability by dimension and by condition, and the dose-response curves. */
final class StabilityFigures {
  private StabilityFigures() {}

  /** One row per condition; the metrics as columns. */
  static final String BY_CONDITION =
      """
      SELECT workload, dimension, family, magnitude, schedule, stochasticity,
        max(n) FILTER (WHERE metric = 'lost') AS n,
        max(level) AS level,
        max(estimate) FILTER (WHERE metric = 'lost') AS lost,
        max(lower) FILTER (WHERE metric = 'lost') AS lost_lower,
        max(upper) FILTER (WHERE metric = 'lost') AS lost_upper,
        max(placebo) FILTER (WHERE metric = 'lost') AS placebo_lost,
        max(estimate) FILTER (WHERE metric = 'excess_loss') AS excess_loss,
        max(lower) FILTER (WHERE metric = 'excess_loss') AS excess_loss_lower,
        max(upper) FILTER (WHERE metric = 'excess_loss') AS excess_loss_upper,
        max(estimate) FILTER (WHERE metric = 'collapsed') AS collapsed,
        max(lower) FILTER (WHERE metric = 'collapsed') AS collapsed_lower,
        max(upper) FILTER (WHERE metric = 'collapsed') AS collapsed_upper,
        max(estimate) FILTER (WHERE metric = 'recovered') AS recovered,
        max(estimate) FILTER (WHERE metric = 'retained_performance') AS retained_performance,
        max(difference) FILTER (WHERE metric = 'retained_performance') AS retained_difference,
        max(estimate) FILTER (WHERE metric = 'spike_free') AS spike_free,
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
          "Dose survival is the share of a dimension's range of magnitudes that training survives:"
              + " 1 means that nothing was lost at any magnitude, 0 that all was lost at every one."
              + " The bar is the interval over seeds; where two bars overlap, the order is not"
              + " settled. The other outcomes are means over the dimension's conditions.",
          "no perturbed run of the sweep has been analyzed",
          List.of("dimension_stability", "dose_survival"),
          List.of(
              new Query(
                  "dimensions",
                  """
                  SELECT concat(workload, if(stochasticity = 'none', '',
                      concat(' with ', stochasticity))) AS workload, dimension,
                    'dose_survival' AS metric, estimate, lower, upper, level, n,
                    placebo, difference, difference_lower, difference_upper
                  FROM dose_survival
                  WHERE sweep = :sweep AND scope = 'dimension'
                  UNION ALL
                  SELECT workload, dimension, metric, estimate, lower, upper, level, n,
                    placebo, difference, difference_lower, difference_upper
                  FROM dimension_stability
                  WHERE sweep = :sweep
                  ORDER BY workload, dimension, metric
                  """)));

  static final Figure FRAGILE =
      new Figure(
          "fragile",
          "fragile",
          "Most fragile conditions",
          "Excess loss is the share of runs lost less that of the placebos of the same seeds."
              + " Conditions are ranked by it; the set of ranks says between which places a"
              + " condition lies, for all conditions at once. All whose set begins with 1 may be"
              + " the most fragile: the runs cannot tell them apart.",
          "no perturbed run of the sweep has been analyzed",
          List.of("fragility_ranks", "stability"),
          List.of(
              new Query(
                  "fragile",
                  """
                  SELECT f.workload, f.dimension, f.family, f.magnitude, f.schedule,
                    f.stochasticity, f.measure, f.value, f.rank_lower, f.rank_upper, f.conditions,
                    f.above_placebo, s.estimate AS lost, s.lower AS lost_lower,
                    s.upper AS lost_upper, s.level, s.n, s.placebo AS placebo_lost,
                    s.placebo_lower, s.placebo_upper, s.difference AS excess_loss,
                    s.difference_lower AS excess_loss_lower, s.difference_upper AS excess_loss_upper
                  FROM fragility_ranks f JOIN stability s
                    ON s.sweep = f.sweep AND s.workload = f.workload
                    AND s.configuration = f.configuration AND s.dimension = f.dimension
                    AND s.family = f.family AND s.magnitude = f.magnitude
                    AND s.schedule = f.schedule AND s.stochasticity = f.stochasticity
                  WHERE f.sweep = :sweep AND s.metric = 'lost'
                  ORDER BY f.rank_lower, f.value DESC, f.workload, f.family, f.magnitude,
                    f.schedule, f.stochasticity
                  LIMIT 60
                  """)));

  static final Figure DOSES =
      new Figure(
          "doses",
          "doses",
          "Dose and response",
          "Share of runs lost against the magnitude of the disturbance, with Wilson intervals; the"
              + " grey line is the share of placebos lost beside them. The curve is a logistic fit"
              + " with Firth's penalty; the dashed line marks the critical magnitude, at which half"
              + " of the runs are lost, and its band the interval; where chance alone loses some,"
              + " the one above placebo is where half of the others are. Where fewer than two"
              + " magnitudes have runs of both kinds there is a bracket between magnitudes, and no"
              + " curve.",
          "no perturbed run of the sweep has been analyzed",
          List.of("stability", "critical_magnitudes", "dose_survival"),
          List.of(
              new Query(
                  "doses",
                  """
                  SELECT workload, dimension, family, schedule, stochasticity, magnitude,
                    estimate, lower, upper, level, n, placebo
                  FROM stability
                  WHERE sweep = :sweep AND metric = 'lost'
                  ORDER BY workload, dimension, family, schedule, stochasticity, magnitude
                  """),
              new Query(
                  "critical",
                  """
                  SELECT workload, dimension, family, schedule, stochasticity, magnitude,
                    nullif(lower, 0) AS lower, nullif(upper, double('infinity')) AS upper, level,
                    bounds, slope, monotone, trend_p, placebo_lost, magnitude_above_placebo,
                    nullif(lower_above_placebo, 0) AS lower_above_placebo,
                    nullif(upper_above_placebo, double('infinity')) AS upper_above_placebo,
                    n, reason
                  FROM critical_magnitudes
                  WHERE sweep = :sweep
                  ORDER BY workload, dimension, family, schedule, stochasticity
                  """),
              new Query(
                  "survival",
                  """
                  SELECT workload, scope, dimension, family, schedule, stochasticity,
                    estimate, lower, upper, level, n, placebo
                  FROM dose_survival
                  WHERE sweep = :sweep AND scope = 'family'
                  ORDER BY workload, dimension, family, schedule, stochasticity
                  """)));

  /** All of them, in the order of the page. */
  static final List<Figure> ALL = List.of(FRAGILE, DIMENSIONS, DOSES);
}
