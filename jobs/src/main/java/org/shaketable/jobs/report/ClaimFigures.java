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
              + " rule says of them. Not confirmed is as good a result as confirmed.",
          "no claim has been judged",
          List.of("claims"),
          List.of(
              new Query(
                  "claims",
                  """
                  SELECT claim, subject, statement, data, rule, threshold, verdict,
                    estimate, lower, upper, level, n, further_observations, evidence
                  FROM claims
                  WHERE sweep = :sweep
                  ORDER BY claim, subject
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
                  SELECT workload, configuration, detector, threshold, calibration_runs,
                    held_out_runs, false_positive_rate, false_positive_lower, false_positive_upper,
                    placebo_runs, placebo_rate, placebo_lower, placebo_upper,
                    survivors, survivor_rate, survivor_lower, survivor_upper,
                    collapses, recall, recall_lower, recall_upper,
                    median_lead_steps, lead_lower, lead_upper, level, reason
                  FROM detectors
                  WHERE sweep = :sweep
                  ORDER BY workload, configuration, detector
                  """)));

  /** All of them, in the order of the page. */
  static final List<Figure> ALL = List.of(CLAIMS, PRECEDENCE, DETECTORS);
}
