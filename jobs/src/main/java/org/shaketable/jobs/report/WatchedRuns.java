package org.shaketable.jobs.report;

import java.util.List;

/** A run that collapses with the alarms of every detector, beside runs that stood. */
final class WatchedRuns {
  /** At most so many evaluations of a run are drawn. */
  private static final int DRAWN = 200;

  private static final String CONDITION =
      "workload, configuration, family, magnitude, schedule, stochasticity";

  static final Figure FIGURE =
      new Figure(
          "watched",
          "watched",
          "A collapse and who saw it coming",
          "Of each family the run whose collapse comes in the middle, with up to three runs of the"
              + " same condition that stand. Beneath, when each detector's first alarm was known:"
              + " filled in the run that collapses, hollow in those that stand; detectors that ring"
              + " in none are left out. A detector is worth"
              + " something where it rings before the collapse and not beside the standing.",
          "no run collapsed under a condition under which another stood",
          List.of("run_stability", "runs", "alarms", "trajectories"),
          List.of(
              new Query(
                  "watched",
                  """
                  WITH standing AS (
                    SELECT %1$s, count(*) AS standing
                    FROM run_stability
                    WHERE sweep = :sweep AND role = 'perturbed' AND learned AND NOT collapsed
                    GROUP BY %1$s),
                  ranked AS (
                    SELECT s.run_id, s.dimension, s.replicate, s.collapse_step, %1$s, t.standing,
                      row_number() OVER (
                        PARTITION BY workload, family ORDER BY s.collapse_step, s.run_id) AS place,
                      count(*) OVER (PARTITION BY workload, family) AS runs
                    FROM run_stability s JOIN standing t USING (%1$s)
                    WHERE s.sweep = :sweep AND s.role = 'perturbed' AND s.collapsed)
                  SELECT k.run_id, k.workload, k.configuration, k.dimension, k.family, k.magnitude,
                    k.schedule, k.stochasticity, k.replicate, k.collapse_step, k.standing, k.runs,
                    r.onset_step, r.end_step, r.horizon
                  FROM ranked k JOIN runs r ON r.run_id = k.run_id
                  WHERE r.sweep = :sweep AND k.place = (k.runs + 1) DIV 2
                  ORDER BY k.standing * k.runs DESC, k.workload, k.family
                  LIMIT 12
                  """
                      .formatted(CONDITION)),
              new Query(
                  "beside",
                  """
                  WITH ranked AS (
                    SELECT f.run_id AS beside, s.run_id, row_number() OVER (
                      PARTITION BY f.run_id ORDER BY xxhash64(s.run_id)) AS place
                    FROM run_stability s JOIN run_stability f ON s.workload = f.workload
                      AND s.configuration = f.configuration AND s.family = f.family
                      AND s.magnitude = f.magnitude AND s.schedule = f.schedule
                      AND s.stochasticity = f.stochasticity
                    WHERE s.sweep = :sweep AND f.sweep = :sweep AND s.role = 'perturbed'
                      AND s.learned AND NOT s.collapsed AND f.run_id IN (:watched.run_id))
                  SELECT beside, run_id FROM ranked WHERE place <= 3 ORDER BY beside, place
                  """),
              new Query(
                  "alarms",
                  """
                  SELECT run_id, detector, alarm_step
                  FROM alarms
                  WHERE sweep = :sweep AND run_id IN (:watched.run_id, :beside.run_id)
                  ORDER BY run_id, detector
                  """),
              new Query(
                  "trajectories",
                  """
                  SELECT run_id, step, CAST(performance AS FLOAT) AS performance
                  FROM trajectories
                  WHERE sweep = :sweep AND workload IN (:watched.workload)
                    AND run_id IN (:watched.run_id, :beside.run_id) AND evaluation %% %s = 0
                  ORDER BY run_id, evaluation
                  """
                      .formatted(TrajectoryFigures.every(DRAWN)))));

  private WatchedRuns() {}
}
