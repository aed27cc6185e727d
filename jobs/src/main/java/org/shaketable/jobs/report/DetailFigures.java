package org.shaketable.jobs.report;

import java.util.List;
import org.shaketable.analytics.judgement.CollapseGrid;

/** What stands behind the figures: every condition, other definitions, tests, runs. */
final class DetailFigures {
  /** The definition of collapse that counts. */
  private static final CollapseGrid.Definition STANDARD = CollapseGrid.Definition.STANDARD;

  private DetailFigures() {}

  static final Figure CONDITIONS =
      new Figure(
          "conditions",
          "conditions",
          "All conditions",
          "One row per condition; sort by a column's head, filter in the fields below it. Lost and"
              + " collapsed are shares that one wants small; excess loss is lost less the placebos'"
              + " share of the same seeds.",
          "no perturbed run of the sweep has been analyzed",
          List.of("stability"),
          List.of(
              new Query(
                  "conditions",
                  StabilityFigures.BY_CONDITION
                      + """
                      ORDER BY workload, dimension, family, magnitude, schedule, stochasticity
                      """)));

  static final Figure SENSITIVITY =
      new Figure(
          "sensitivity",
          "across",
          "If lost or collapsed were defined otherwise",
          "A run is lost that ends below a share of what clean runs reach; one collapses that falls"
              + " below a share of its twin, and below the clean band, for some evaluations. Each"
              + " row changes one setting: first alone, then together with all others of the grid."
              + " The ranking of conditions holds where Kendall's tau with the definition that"
              + " counts is at least 0.8.",
          "no run had learned",
          List.of("collapse_sensitivity"),
          List.of(
              new Query(
                  "grid",
                  """
                  SELECT count(kendall_tau) AS definitions,
                    count_if(NOT ranking_holds) AS turned, max(n) AS n
                  FROM collapse_sensitivity
                  WHERE sweep = :sweep
                  HAVING count(*) > 0
                  """),
              new Query(
                  "definitions",
                  """
                  SELECT setting, value, max(collapse_rate) FILTER (WHERE others = 0) AS collapse_rate,
                    max(kendall_tau) FILTER (WHERE others = 0) AS kendall_tau,
                    min(kendall_tau) AS least_tau, count(kendall_tau) AS definitions,
                    count_if(NOT ranking_holds) AS turned
                  FROM (
                    SELECT setting, value, collapse_rate, kendall_tau, ranking_holds,
                      (CAST(share <> %1$s AS INT) + CAST(consecutive <> %2$s AS INT)
                        + coalesce(CAST(smoothing <> %3$s AS INT), 0)
                        + coalesce(CAST(cadence <> %4$s AS INT), 0)
                        + coalesce(CAST(band_outside <> %5$s AS INT), 0)) - CAST(changed AS INT)
                        AS others
                    FROM collapse_sensitivity LATERAL VIEW stack(5,
                      'share', share, share <> %1$s,
                      'consecutive', CAST(consecutive AS DOUBLE), consecutive <> %2$s,
                      'smoothing', CAST(smoothing AS DOUBLE), smoothing <> %3$s,
                      'cadence', CAST(cadence AS DOUBLE), cadence <> %4$s,
                      'band_outside', band_outside, band_outside <> %5$s
                    ) AS setting, value, changed
                    WHERE sweep = :sweep
                  )
                  WHERE value IS NOT NULL
                  GROUP BY setting, value
                  ORDER BY array_position(
                    array('share', 'consecutive', 'smoothing', 'cadence', 'band_outside'), setting),
                    value
                  """
                      .formatted(
                          STANDARD.share(),
                          STANDARD.consecutive(),
                          STANDARD.smoothing(),
                          STANDARD.cadence(),
                          STANDARD.outside())),
              Query.ifThere(
                  "lost_sensitivity",
                  "edges",
                  """
                  SELECT share, lost, kendall_tau, ranking_holds, conditions, n
                  FROM lost_sensitivity
                  WHERE sweep = :sweep
                  ORDER BY share
                  """)));

  static final Figure TESTS =
      new Figure(
          "tests",
          "tests",
          "All tests together",
          "Every p-value of this report, adjusted by Benjamini and Hochberg within its family of"
              + " tests and over all of them: of the tests below a level in the last column, at"
              + " most that share is expected to be false.",
          "nothing was tested",
          List.of("tests"),
          List.of(
              new Query(
                  "tests",
                  """
                  SELECT test_family, null_hypothesis, subject, p, p_adjusted,
                    p_adjusted_over_all, tests_in_family
                  FROM tests
                  WHERE sweep = :sweep
                  ORDER BY p_adjusted_over_all, test_family, subject
                  LIMIT 200
                  """)));

  static final Figure RUNS =
      new Figure(
          "runs",
          "runs",
          "What was run",
          "Each row is a workload. A perturbed run is compared with its clean twin: the same"
              + " initial weights, data order and noise, without the disturbance.",
          "the sweep has no runs",
          List.of("runs"),
          List.of(
              new Query(
                  "workloads",
                  """
                  SELECT workload, learner, task, engine,
                    count_if(role = 'clean') AS clean,
                    count_if(role = 'perturbed') AS perturbed,
                    count(DISTINCT family, magnitude, schedule, stochasticity)
                      FILTER (WHERE role = 'perturbed') AS conditions,
                    count(DISTINCT replicate) AS replicates,
                    max(horizon) AS horizon,
                    max(evaluations) AS evaluations,
                    count_if(status = 'DIVERGED') AS diverged,
                    count_if(status = 'FAILED') AS failed,
                    sum(wall_seconds) AS wall_seconds
                  FROM runs
                  WHERE sweep = :sweep
                  GROUP BY workload, learner, task, engine
                  ORDER BY workload
                  """),
              new Query(
                  "provenance",
                  """
                  SELECT engine, provenance, count(*) AS runs
                  FROM runs
                  WHERE sweep = :sweep AND source <> 'imported'
                  GROUP BY engine, provenance
                  ORDER BY runs DESC, engine, provenance
                  LIMIT 8
                  """)));

  static final Figure DIVERGENCE =
      new Figure(
          "divergence",
          "runs",
          "How fast trainings part by themselves",
          "Of runs that were kicked once before training, too little to matter by itself: how the"
              + " distance to the clean twin grows until it saturates. It is a property of the"
              + " training and no answer to a disturbance. A pair that saturates too soon for a"
              + " line has a rate of at least so much and counts as that; none is left out. The"
              + " median over pairs stands with its interval of order statistics; what is left is"
              + " the share of a small distance after the whole training at that rate. Where equal"
              + " runs of a program differ, only what is three times as far apart counts: pairs"
              + " within that may part at any rate, and where they are half of all, or the program"
              + " was not trained again, the rate cannot be told.",
          "the sweep has no runs that were kicked infinitesimally (`infinitesimal: 8` asks for"
              + " some), so that how fast its trainings part by themselves is not known",
          List.of("divergence"),
          List.of(
              new Query(
                  "divergence",
                  """
                  SELECT workload, configuration, stochasticity, space, rate, at_least, lower, upper,
                    level, contraction, contraction_lower, contraction_upper, saturation,
                    saturation_from, rate_at_fifth, pairs, fitted, saturated, equal, unknown,
                    under_noise, noise_floor
                  FROM divergence
                  WHERE sweep = :sweep
                  ORDER BY workload, configuration, stochasticity, space
                  """)));

  static final Figure REPEATS =
      new Figure(
          "repeats",
          "runs",
          "How equal two equal runs of a program are",
          "Before the sweep one clean run of each program was trained again, more than once where"
              + " the two differed, of which the largest differences are shown. Where they have the"
              + " same bits, all that differs between a run and its twin is the disturbance's"
              + " doing. Where they drift apart, what a disturbance does stands on top of that: a"
              + " divergence rate no higher than that of equal runs says nothing of the"
              + " disturbance.",
          "the sweep trains no program",
          List.of("repeats", "run_stability"),
          List.of(
              new Query(
                  "repeats",
                  """
                  SELECT workload, configuration, bool_and(equal) AS equal,
                    min(step) FILTER (WHERE NOT equal) AS parting_step,
                    max(performance_difference) AS performance_difference,
                    max(parameter_distance) AS parameter_distance,
                    regr_slope(ln(parameter_distance), step) FILTER (WHERE parameter_distance > 0)
                      AS divergence_rate,
                    first(disturbed_rate) AS disturbed_rate
                  FROM repeats LEFT JOIN (
                    SELECT workload, configuration,
                      percentile(divergence_rate, 0.5) AS disturbed_rate
                    FROM run_stability
                    WHERE sweep = :sweep AND role = 'perturbed'
                    GROUP BY workload, configuration
                  ) USING (workload, configuration)
                  WHERE sweep = :sweep
                  GROUP BY workload, configuration
                  ORDER BY workload, configuration
                  """)));

  static final Figure EXCLUSIONS =
      new Figure(
          "exclusions",
          "runs",
          "Runs that ended early",
          "Runs that diverged or could not run, with the words of one of those whose words differ"
              + " in numbers only. A failed run enters no estimate; a diverged one counts as"
              + " collapsed if it had been competent.",
          "every run was completed",
          List.of("runs"),
          List.of(
              new Query(
                  "messages",
                  """
                  SELECT workload, status, coalesce(family, concat('none (', role, ')')) AS family,
                    min(message) AS message, count(*) AS runs
                  FROM runs
                  WHERE sweep = :sweep AND status <> 'COMPLETED'
                  GROUP BY 1, 2, 3, regexp_replace(message, '[0-9]+', '#')
                  ORDER BY runs DESC, workload, family, message
                  LIMIT 30
                  """)));

  static final Figure MISSING =
      new Figure(
          "missing",
          "runs",
          "What the statistics leave out",
          "Runs that a statistic cannot have, with the reason; nothing else was dropped.",
          "every statistic has every run",
          List.of("exclusions"),
          List.of(
              new Query(
                  "missing",
                  """
                  SELECT workload, reason, missing_from, runs, of_runs
                  FROM exclusions
                  WHERE sweep = :sweep
                  ORDER BY workload, runs DESC, reason
                  """)));

  static final Figure FLAGS =
      new Figure(
          "flags",
          "runs",
          "Runs in which nothing was studied",
          "Disturbed runs that equal their clean twins in every bit: the disturbance never acted."
              + " Runs without any loss: nothing was learned from. Both look perfectly stable.",
          "every disturbance left a trace, and every run has losses",
          List.of("flags"),
          List.of(
              new Query(
                  "flags",
                  """
                  SELECT workload, flag, coalesce(family, role) AS family, runs, of_runs, run_id
                  FROM flags
                  WHERE sweep = :sweep
                  ORDER BY workload, flag, family
                  """)));

  /** All of them, in the order of the page. */
  static final List<Figure> ALL =
      List.of(
          SENSITIVITY, CONDITIONS, TESTS, RUNS, DIVERGENCE, REPEATS, EXCLUSIONS, MISSING, FLAGS);
}
