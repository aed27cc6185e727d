package org.shaketable.jobs.report;

import java.util.List;

/** Distributions over runs: time to recovery, and retained performances. */
final class SurvivalFigures {
  private SurvivalFigures() {}

  static final Figure RECOVERY =
      new Figure(
          "recovery",
          "curves",
          "How long recovery takes",
          "Share of collapsed runs that have not recovered, against steps since the disturbance"
              + " ended (Kaplan-Meier, intervals by Greenwood's variance). A curve that falls early"
              + " is good; a curve that stays up is of runs that were still down at the horizon.",
          "no run collapsed under a disturbance that ends",
          List.of("recovery_curves"),
          List.of(
              new Query(
                  "curves",
                  """
                  SELECT workload, dimension, steps, not_recovered, lower, upper, level,
                    at_risk, recoveries, n
                  FROM recovery_curves
                  WHERE sweep = :sweep
                  ORDER BY workload, dimension, steps
                  """),
              Query.ifThere(
                  "recovery_tests",
                  "tests",
                  """
                  SELECT workload, dimension, between, chi_square, degrees_of_freedom, p, `groups`,
                    recoveries, n
                  FROM recovery_tests
                  WHERE sweep = :sweep
                  ORDER BY workload, between DESC, dimension
                  """)));

  /** Agarwal et al., arXiv 2108.13264. */
  static final Figure PROFILES =
      new Figure(
          "profiles",
          "curves",
          "Performance profiles under disturbance",
          "Share of perturbed runs whose retained performance is above a threshold, with Wilson"
              + " intervals at each point. The higher the curve, the more stable; where two cross,"
              + " neither dimension is uniformly worse.",
          "no perturbed run has a retained performance",
          List.of("performance_profiles"),
          List.of(
              new Query(
                  "profiles",
                  """
                  SELECT workload, dimension, threshold, share, lower, upper, level, n
                  FROM performance_profiles
                  WHERE sweep = :sweep
                  ORDER BY workload, dimension, threshold
                  """)));

  /** All of them, in the order of the page. */
  static final List<Figure> ALL = List.of(PROFILES, RECOVERY);
}
