package org.shaketable.jobs.report;

import java.util.List;

/** What was run, and what became of it. */
final class RunFigures {
  private RunFigures() {}

  static final Figure OUTCOMES =
      new Figure(
          "outcomes",
          "outcomes",
          "What became of the perturbed runs",
          "Each bar is all perturbed runs of one workload and dimension, split by how they ended."
              + " Runs that never learned cannot collapse and are counted apart.",
          "the sweep has no runs",
          List.of("runs", "run_stability"),
          List.of(
              new Query(
                  "outcomes",
                  """
                  SELECT r.workload, r.dimension,
                    count_if(r.role = 'clean') AS clean,
                    count_if(r.role = 'perturbed') AS perturbed,
                    count_if(s.collapsed) AS collapsed,
                    count_if(NOT s.learned AND r.status <> 'FAILED') AS never_learned,
                    count_if(r.status = 'DIVERGED' AND r.role = 'perturbed') AS diverged,
                    count_if(r.status = 'FAILED' AND r.role = 'perturbed') AS failed,
                    count_if(s.learned AND NOT s.collapsed) AS withstood,
                    count_if(s.collapsed AND s.recovery_class = 'RECOVERED') AS recovered,
                    count_if(s.collapsed AND s.recovery_class = 'LINGERING') AS lingering,
                    count_if(s.collapsed AND s.recovery_class = 'IRREVERSIBLE') AS irreversible,
                    count_if(s.collapsed AND s.recovery_class IS NULL) AS not_followed
                  FROM runs r LEFT JOIN run_stability s ON r.run_id = s.run_id AND r.sweep = s.sweep
                  WHERE r.sweep = :sweep AND r.role <> 'placebo'
                  GROUP BY r.workload, r.dimension
                  ORDER BY r.workload, r.dimension
                  """)));

  static final Figure KINDS =
      new Figure(
          "kinds",
          "tests",
          "Collapses of each kind",
          "Per family, how many of the runs that had learned collapsed, and by what: numbers no"
              + " longer finite, performance far below the twin's and the clean band, or, of"
              + " language models, a loss above the untrained one or a spike that stays.",
          "no perturbed run of the sweep has been analyzed",
          List.of("run_stability"),
          List.of(
              new Query(
                  "kinds",
                  """
                  SELECT workload, dimension, family,
                    count_if(learned) AS learned,
                    count_if(collapsed) AS collapsed,
                    count_if(collapse_kind = 'NON_FINITE') AS non_finite,
                    count_if(collapse_kind = 'PERFORMANCE') AS performance,
                    count_if(collapse_kind = 'LOSS') AS loss
                  FROM run_stability
                  WHERE sweep = :sweep AND role = 'perturbed'
                  GROUP BY workload, dimension, family
                  ORDER BY workload, dimension, family
                  """)));

  /** In the order of the page. */
  static final List<Figure> ALL = List.of(OUTCOMES, KINDS);
}
