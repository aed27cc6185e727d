package org.shaketable.jobs.report;

import java.util.List;

/** Claims with their rules, what comes before collapses, and detectors. */
final class ClaimFigures {
  private ClaimFigures() {}

  static final Figure CLAIMS =
      new Figure(
          "claims",
          "claims",
          "Claims put to the test",
          "Each claim was given a rule and a threshold before the runs; the verdict is what the"
              + " rule says of them. Not confirmed is as good a result as confirmed. Beside each"
              + " stands what a sweep of this size could have confirmed, and by which other"
              + " definitions the verdict would be another.",
          "no claim has been judged",
          List.of("claims"),
          List.of(
              new Query(
                  "claims",
                  """
                  SELECT claim, subject, statement, data, rule, threshold, verdict,
                    estimate, lower, upper, level, n, further_observations,
                    detectable, evidence
                  FROM claims
                  WHERE sweep = :sweep
                  ORDER BY claim, subject
                  """),
              Query.ifThere(
                  "claim_sensitivity",
                  "otherwise",
                  """
                  SELECT claim, subject, setting, value, estimate, lower, upper, verdict, turned
                  FROM claim_sensitivity
                  WHERE sweep = :sweep
                  ORDER BY claim, subject, setting, value
                  """)));

  static final Figure PRECEDENCE =
      new Figure(
          "precedence",
          "precedence",
          "What comes before a collapse",
          "At each evaluation after the onset, of all pairs of standing runs of one condition, one"
              + " of which is to collapse within the horizon and one is not: the share in which a"
              + " score is higher for the first. 0.5 is what a coin gives. The gain is what the"
              + " score adds to that of performance and loss, which everybody sees; scores come"
              + " before collapses where both are confirmed.",
          "no condition has, after its onset, a run that collapses beside one that stands",
          List.of("precedence"),
          List.of(
              new Query(
                  "precedence",
                  """
                  SELECT workload, detector, horizon, concordance, concordance_lower,
                    concordance_upper, gain, gain_lower, gain_upper, pairs, cases, controls, seeds,
                    level, verdict
                  FROM precedence
                  WHERE sweep = :sweep AND landmark IS NULL
                  ORDER BY workload, gain DESC NULLS LAST, detector
                  """),
              new Query(
                  "landmarks",
                  """
                  SELECT workload, detector, landmark, concordance, concordance_lower,
                    concordance_upper, gain, gain_lower, gain_upper, pairs, cases, level
                  FROM precedence
                  WHERE sweep = :sweep AND landmark IS NOT NULL
                  ORDER BY workload, detector, landmark
                  """)));

  static final Figure DETECTORS =
      new Figure(
          "detectors",
          "claims",
          "Alarms of a coming collapse",
          "A detector alarms where its score has been above its threshold three times in a row; of"
              + " a further clean run at most one in twenty does. Beside the collapses that it"
              + " announced stand its alarms on clean runs held out, on placebos, and on survivors:"
              + " disturbed runs that stood where others of their condition collapsed. The median"
              + " lead is in steps before the collapse, a miss counting as 0.",
          "no detector has seen a run",
          List.of("detectors"),
          List.of(
              new Query(
                  "detectors",
                  """
                  SELECT workload, configuration, stochasticity, detector, threshold, calibration_runs,
                    held_out_runs, false_positive_rate, false_positive_lower, false_positive_upper,
                    placebo_runs, placebo_rate, placebo_lower, placebo_upper,
                    survivors, survivor_rate, survivor_lower, survivor_upper,
                    collapses, recall, recall_lower, recall_upper,
                    median_lead_steps, lead_lower, lead_upper, level, reason
                  FROM detectors
                  WHERE sweep = :sweep
                  ORDER BY workload, configuration, stochasticity, detector
                  """)));

  static final Figure TRANSFER =
      new Figure(
          "transfer",
          "transfer",
          "What a score is worth elsewhere",
          "A row is where a score comes from, a column what it is judged on: the share of pairs of"
              + " standing runs that it orders by who collapses, as above; bold where the interval"
              + " leaves out 0.5. A linear score is learned from the past of all features, of other"
              + " seeds than those it is judged on; T2 is that of another workload's clean runs, by"
              + " the features that both have.",
          "nothing can be learned: too few runs collapse beside others that stand",
          List.of("transfer"),
          List.of(
              new Query(
                  "transfer",
                  """
                  SELECT workload, family, from_workload, from_family, detector, features,
                    concordance, concordance_lower, concordance_upper, gain, gain_lower, gain_upper,
                    level, pairs, cases, controls, from_cases
                  FROM transfer
                  WHERE sweep = :sweep
                  ORDER BY workload, detector, family, from_workload, from_family = 'others', from_family
                  """)));

  static final Figure ABLATION =
      new Figure(
          "ablation",
          "transfer",
          "What a score is worth without some of its features",
          "Concordance with all features less concordance without one of them, or without all that"
              + " tell of the same thing, on the same pairs of runs; the score is fitted anew."
              + " Right of zero the features were worth something; left of it the score is better"
              + " without them.",
          "no condition has, after its onset, a run that collapses beside one that stands",
          List.of("ablation"),
          List.of(
              new Query(
                  "ablation",
                  """
                  SELECT workload, detector, removed, kind, features, concordance,
                    concordance_loss, loss_lower, loss_upper, level, pairs
                  FROM ablation
                  WHERE sweep = :sweep
                  ORDER BY workload, detector, kind, concordance_loss DESC NULLS LAST, removed
                  """)));

  static final Figure TRENDS =
      new Figure(
          "trends",
          "trends",
          "Warnings by a run's own chance",
          "Share of runs in which an early-warning signal of the performance rises more than in 95"
              + " of 100 surrogates of the same run: series with its variance and autocorrelation,"
              + " or with its power spectrum, that go nowhere. One in twenty is chance; a warning"
              + " worth the name is more frequent in runs that collapse than in all others.",
          "every run is too short or does not vary",
          List.of("warning_trends"),
          List.of(
              new Query(
                  "trends",
                  """
                  SELECT workload, signal,
                    CASE WHEN role <> 'perturbed' THEN role
                      WHEN collapsed THEN 'collapsed' ELSE 'stood' END AS runs_that,
                    count(*) AS runs,
                    avg(CAST(ar1_p <= 0.05 AS INT)) AS ar1_share,
                    avg(CAST(phase_p <= 0.05 AS INT)) AS phase_share
                  FROM warning_trends
                  WHERE sweep = :sweep AND ar1_p IS NOT NULL
                  GROUP BY ALL
                  ORDER BY workload, signal, runs_that
                  """)));

  /** What comes before collapses, in the order of the page. */
  static final List<Figure> WARNINGS =
      List.of(PRECEDENCE, WatchedRuns.FIGURE, DETECTORS, TRANSFER, ABLATION, TRENDS);
}
