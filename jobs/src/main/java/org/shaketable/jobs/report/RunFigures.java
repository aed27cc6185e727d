package org.shaketable.jobs.report;

import java.util.List;

/** What was run, and what became of it. */
final class RunFigures {
  private RunFigures() {}

  static final Figure RUNS =
      new Figure(
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
                  WHERE sweep = :sweep
                  GROUP BY engine, provenance
                  ORDER BY runs DESC, engine, provenance
                  LIMIT 8
                  """)));

  static final Figure EXCLUSIONS =
      new Figure(
          "exclusions",
          "Runs that ended early",
          "Runs that diverged or could not run, with their own words. A failed run enters no"
              + " estimate; a diverged one counts as collapsed if it had been competent.",
          "every run was completed",
          List.of("runs"),
          List.of(
              new Query(
                  "messages",
                  """
                  SELECT workload, status, coalesce(family, 'none (clean)') AS family,
                    regexp_replace(message, '[0-9]+', '#') AS message, count(*) AS runs
                  FROM runs
                  WHERE sweep = :sweep AND status <> 'COMPLETED'
                  GROUP BY 1, 2, 3, 4
                  ORDER BY runs DESC, workload, family, message
                  LIMIT 30
                  """)));

  static final Figure OUTCOMES =
      new Figure(
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
                  WHERE r.sweep = :sweep
                  GROUP BY r.workload, r.dimension
                  ORDER BY r.workload, r.dimension
                  """)));

  static final Figure KINDS =
      new Figure(
          "kinds",
          "Collapses of each kind",
          "Per family, how many of the runs that had learned collapsed, and by what: numbers no longer"
              + " finite, performance far below the twin's and the clean band, or, of language models,"
              + " a loss above the untrained one or a spike that stays.",
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
                  WHERE sweep = :sweep
                  GROUP BY workload, dimension, family
                  ORDER BY workload, dimension, family
                  """)));

  static final Figure MISSING =
      new Figure(
          "missing",
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
}
