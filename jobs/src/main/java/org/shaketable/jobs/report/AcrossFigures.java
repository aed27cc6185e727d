package org.shaketable.jobs.report;

import java.util.List;

/** What is seen only across conditions: comparisons, decoupling, buffering, variance. */
final class AcrossFigures {
  private AcrossFigures() {}

  static final Figure DECOUPLING =
      new Figure(
          "decoupling",
          "scatter",
          "Performance against stability, over settings",
          "Each point is a configuration: the mean final performance of its clean runs, and the"
              + " share of the doses that it survives. On the frontier (filled, joined) no other"
              + " performs as well and survives as much: a point straight above another costs"
              + " nothing and survives more.",
          "no workload has several configurations (variants)",
          List.of("configurations"),
          List.of(
              new Query(
                  "configurations",
                  """
                  SELECT workload, configuration, performance, performance_lower, performance_upper,
                    survival, survival_lower, survival_upper, level, clean_runs, seeds, frontier,
                    performance_name,
                    array_join(transform(configuration_settings,
                      s -> concat(s.name, ' ', s.value)), ', ') AS settings
                  FROM configurations
                  WHERE sweep = :sweep AND performance IS NOT NULL AND survival IS NOT NULL
                  ORDER BY workload, performance, configuration
                  """),
              Query.ifThere(
                  "decoupling",
                  "associations",
                  """
                  SELECT workload, association, estimate, lower, upper, level, clusters, n, p
                  FROM decoupling
                  WHERE sweep = :sweep
                  ORDER BY workload, association
                  """)));

  static final Figure COMPARISONS =
      new Figure(
          "comparisons",
          "comparisons",
          "One against the other, at equal exposure",
          "Workloads or settings that met the same disturbances at the same doses, paired by seed:"
              + " left of zero the first loses fewer runs. Probability of improvement: that the"
              + " first retains more of its performance than the other, ties counting half.",
          "no two configurations met the same exposure, or there are more than 12 of them",
          List.of("comparisons"),
          List.of(
              new Query(
                  "comparisons",
                  """
                  SELECT workload, configuration, other_workload, other_configuration, dimension,
                    outcome, exposures, own, other, estimate, lower, upper, level, n
                  FROM comparisons
                  WHERE sweep = :sweep
                  ORDER BY workload, configuration, other_workload, other_configuration,
                    dimension NULLS FIRST, outcome
                  """)));

  static final Figure AGREEMENT =
      new Figure(
          "agreement",
          "agreement",
          "Do the workloads agree on what breaks them?",
          "Kendall's tau between the rankings of the families that both workloads of a pair met, by"
              + " dose survival, each over its own doses, and by excess loss at the doses that both"
              + " met: 1 is the same ranking, 0 none in common, -1 the one turned over. Bold where"
              + " the interval leaves out 0 and chance is ruled out by orders drawn at random. The"
              + " interval is what is left open by pairs of families that the seeds do not tell"
              + " apart in both workloads.",
          "no two workloads met five families both that break one more than another",
          List.of("agreement"),
          List.of(
              new Query(
                  "agreement",
                  """
                  SELECT workload, other_workload, measure, families, tau, lower, upper, level, seeds,
                    p, verdict, reason
                  FROM agreement
                  WHERE sweep = :sweep
                    AND EXISTS (SELECT 1 FROM agreement WHERE sweep = :sweep AND tau IS NOT NULL)
                  ORDER BY measure, workload, other_workload
                  """)));

  static final Figure BUFFERING =
      new Figure(
          "buffering",
          "scatter",
          "Stability under controlled stochasticity",
          "Each line is one disturbance at one magnitude, over the workload's own level of"
              + " controlled noise. A peak inside the range speaks for buffering.",
          "no workload of the sweep has more than one level of stochasticity",
          List.of("stability"),
          List.of(
              new Query(
                  "levels",
                  """
                  SELECT workload, dimension, family, magnitude, schedule, stochasticity,
                    1 - estimate AS estimate, 1 - upper AS lower, 1 - lower AS upper, level, n
                  FROM stability
                  WHERE sweep = :sweep AND metric = 'lost'
                    AND workload IN (
                      SELECT workload FROM stability WHERE sweep = :sweep
                      GROUP BY workload HAVING count(DISTINCT stochasticity) > 1)
                  ORDER BY workload, family, schedule, magnitude, stochasticity
                  """),
              Query.ifThere(
                  "buffering",
                  "contrasts",
                  """
                  SELECT stochasticity_kind, levels, estimate, lower, upper, level, n
                  FROM buffering
                  WHERE sweep = :sweep AND endpoint = 'not_lost'
                  ORDER BY stochasticity_kind
                  """)));

  static final Figure VARIANCE =
      new Figure(
          "variance",
          "across",
          "What explains the differences",
          "Share of the variance of the retained performance that goes with each factor, with their"
              + " interactions, and what remains between replicates of one condition.",
          "no workload has enough conditions, or none whose runs differ",
          List.of("variance_shares"),
          List.of(
              new Query(
                  "shares",
                  """
                  SELECT workload, kind, factor, share, n
                  FROM variance_shares
                  WHERE sweep = :sweep AND kind <> 'interaction' AND share IS NOT NULL
                  ORDER BY workload, kind, share DESC
                  """)));

  /** Wortsman et al., arXiv 2309.14322. */
  static final Figure LEARNING_RATES =
      new Figure(
          "rates",
          "rates",
          "Sensitivity to the learning rate",
          "Final loss of clean runs over the learning rate, one curve per recipe; all else is equal"
              + " along a curve. The wider the floor of the U, the more stable the recipe; its"
              + " sensitivity is the mean height above the floor, counted at most to the untrained"
              + " loss.",
          "no language models of the sweep differ in the learning rate alone",
          List.of("learning_rate_sensitivity"),
          List.of(
              new Query(
                  "rates",
                  """
                  SELECT recipe, learning_rate, workload, final_loss, lower, upper, level,
                    untrained_loss, diverged, n, sensitivity, sensitivity_lower,
                    sensitivity_upper, best_learning_rate
                  FROM learning_rate_sensitivity
                  WHERE sweep = :sweep
                  ORDER BY sensitivity, recipe, learning_rate
                  """)));

  /** Frankle et al., arXiv 1912.05671. */
  static final Figure BARRIERS =
      new Figure(
          "barriers",
          "rates",
          "Barriers between twins",
          "How far the loss rises above the straight line on the way from a perturbed run's"
              + " parameters to its clean twin's at the same step: 0 where both lie in one basin.",
          "no checkpoints of twins were kept",
          List.of("path_barriers"),
          List.of(
              new Query(
                  "barriers",
                  """
                  SELECT workload, family, magnitude, schedule, stochasticity, step,
                    percentile(barrier, 0.5) AS median_barrier, min(barrier) AS least,
                    max(barrier) AS most, count(*) AS n
                  FROM path_barriers
                  WHERE sweep = :sweep
                  GROUP BY workload, family, magnitude, schedule, stochasticity, step
                  ORDER BY workload, family, magnitude, schedule, stochasticity, step
                  """)));

  /** All of them, in the order of the page. */
  static final List<Figure> ALL =
      List.of(DECOUPLING, COMPARISONS, AGREEMENT, BUFFERING, VARIANCE, LEARNING_RATES, BARRIERS);
}
