package org.shaketable.training.bench;

import java.util.Arrays;

/**
 * How well trainings of one goal ended.
 *
 * @param steps how many steps of the environment a training has
 * @param mean the mean of the final returns over seeds
 * @param interquartileMean the interquartile mean of the final returns: without the lowest and the
 *     highest quarter of them
 * @param solvedShare share of seeds whose final return is at least the goal's
 */
public record LearningResult(
    LearningGoal goal,
    int seeds,
    long steps,
    double mean,
    double interquartileMean,
    double solvedShare) {

  /** The result of these final returns, one a seed; a training that diverged is NaN, not solved. */
  static LearningResult of(LearningGoal goal, double[] finalReturns) {
    double[] sorted = finalReturns.clone();
    // NaN counts as the worst that there is.
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Double.isNaN(sorted[i]) ? Double.NEGATIVE_INFINITY : sorted[i];
    }
    Arrays.sort(sorted);
    int cut = sorted.length / 4;
    return new LearningResult(
        goal,
        sorted.length,
        goal.workload().learner().steps(),
        Arrays.stream(sorted).average().orElse(Double.NaN),
        Arrays.stream(sorted, cut, sorted.length - cut).average().orElse(Double.NaN),
        Arrays.stream(sorted).filter(r -> r >= goal.solved()).count() / (double) sorted.length);
  }
}
