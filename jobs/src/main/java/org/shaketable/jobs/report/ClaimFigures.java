package org.shaketable.jobs.report;

import java.util.List;

/** Claims with their rules, and detectors. */
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

  static final Figure DETECTORS =
      new Figure(
          "detectors",
          "claims",
          "Detectors of a coming collapse",
          "A detector is accepted if its false-positive rate on held-out clean runs lies within its"
              + " band; the median lead is in steps before the collapse, a miss counting as 0.",
          "no detector has been judged",
          List.of("detectors"),
          List.of(
              new Query(
                  "detectors",
                  """
                  SELECT workload, detector, verdict, calibration_runs, held_out_runs,
                    false_positive_rate, false_positive_lower, false_positive_upper,
                    collapses, recall, recall_lower, recall_upper,
                    auroc, auroc_lower, auroc_upper,
                    median_lead_steps, lead_lower, lead_upper, level
                  FROM detectors
                  WHERE sweep = :sweep
                  ORDER BY workload, detector
                  """)));

  /** In the order of the page. */
  static final List<Figure> ALL = List.of(CLAIMS, DETECTORS);
}
