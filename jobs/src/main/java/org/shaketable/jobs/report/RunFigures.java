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
                    count_if(r.role = 'placebo') AS placebos,
                    count_if(r.role = 'placebo' AND s.lost) AS placebos_lost,
                    count_if(r.role = 'placebo' AND s.lost IS NOT NULL) AS placebos_known,
                    count_if(r.role = 'perturbed') AS perturbed,
                    count_if(r.role = 'perturbed' AND s.lost) AS lost,
                    count_if(r.role = 'perturbed' AND s.lost IS NOT NULL) AS known,
                    count_if(r.role = 'perturbed' AND s.collapsed) AS collapsed,
                    count_if(r.role = 'perturbed' AND NOT s.learned AND r.status <> 'FAILED')
                      AS never_learned,
                    count_if(r.status = 'DIVERGED' AND r.role = 'perturbed') AS diverged,
                    count_if(r.status = 'FAILED' AND r.role = 'perturbed') AS failed,
                    count_if(r.role = 'perturbed' AND s.learned AND NOT s.collapsed) AS withstood,
                    count_if(r.role = 'perturbed' AND s.recovery_class = 'RECOVERED') AS recovered,
                    count_if(r.role = 'perturbed' AND s.recovery_class = 'LINGERING') AS lingering,
                    count_if(r.role = 'perturbed' AND s.recovery_class = 'IRREVERSIBLE')
                      AS irreversible,
                    count_if(r.role = 'perturbed' AND s.collapsed AND s.recovery_class IS NULL)
                      AS not_followed,
                    count_if(r.role IN ('perturbed', 'placebo') AND s.run_id IS NULL)
                      AS not_analyzed
                  FROM runs r LEFT JOIN run_stability s ON r.run_id = s.run_id AND r.sweep = s.sweep
                  WHERE r.sweep = :sweep
                  GROUP BY r.workload, r.dimension
                  ORDER BY r.workload, r.dimension
                  """)));

  static final Figure FLOW =
      new Figure(
          "flow",
          "tests",
          "Flow of runs",
          "From what was planned, where the sweep noted it, and trained to what the estimates rest"
              + " on. A failed run could not start or was stopped from outside and is in no"
              + " estimate; one that never learned cannot collapse, but is lost where it should"
              + " have learned. Whether a run is lost is not known where the clean runs do not"
              + " learn.",
          "the sweep has no runs",
          List.of("runs", "run_stability"),
          List.of(
              new Query(
                  "flow",
                  """
                  SELECT workload, role, planned, coalesce(trained, 0) AS trained,
                    coalesce(failed, 0) AS failed, coalesce(diverged, 0) AS diverged,
                    if(role IN ('clean', 'infinitesimal'), NULL, never_learned) AS never_learned,
                    if(role IN ('clean', 'infinitesimal'), NULL, analyzed) AS analyzed,
                    if(role IN ('clean', 'infinitesimal'), NULL, lost) AS lost,
                    if(role IN ('clean', 'infinitesimal'), NULL, collapsed) AS collapsed
                  FROM (
                    SELECT r.workload, r.role,
                      count(*) AS trained,
                      count_if(r.status = 'FAILED') AS failed,
                      count_if(r.status = 'DIVERGED') AS diverged,
                      count_if(NOT s.learned) AS never_learned,
                      count_if(s.lost IS NOT NULL) AS analyzed,
                      count_if(s.lost) AS lost,
                      count_if(s.collapsed) AS collapsed
                    FROM runs r
                    LEFT JOIN run_stability s ON r.run_id = s.run_id AND r.sweep = s.sweep
                    WHERE r.sweep = :sweep
                    GROUP BY r.workload, r.role
                  ) FULL JOIN (
                    SELECT * FROM (VALUES :planned) AS noted(workload, role, planned)
                    WHERE workload IS NOT NULL
                  ) USING (workload, role)
                  ORDER BY workload, role
                  """)));

  static final Figure KINDS =
      new Figure(
          "kinds",
          "tests",
          "Collapses of each kind",
          "Per family, how many of the runs that had learned collapsed, and by what: numbers no"
              + " longer finite, performance far below the twin's and the clean band, or, of"
              + " language models, a loss above the untrained one or a spike that stays.",
          "no perturbed run collapsed, or none has been analyzed",
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
                    AND EXISTS (SELECT 1 FROM run_stability
                      WHERE sweep = :sweep AND role = 'perturbed' AND collapsed)
                  GROUP BY workload, dimension, family
                  ORDER BY workload, dimension, family
                  """)));
}
