package org.shaketable.training.bench;

import java.util.stream.IntStream;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.Streams;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Trains a goal with many seeds and tells how often it is reached. The final return of a training
 * is the mean of its last {@value #LAST} evaluations. A pure function of its arguments.
 */
public final class LearningBench {
  private static final int LAST = 10;

  private LearningBench() {}

  /** Trains with seeds {@code [first, first + seeds)}, on all processors. */
  public static LearningResult measure(LearningGoal goal, int first, int seeds) {
    double[] finalReturns =
        IntStream.range(first, first + seeds)
            .parallel()
            .mapToDouble(seed -> finalReturn(goal.workload(), seed))
            .toArray();
    return LearningResult.of(goal, finalReturns);
  }

  /** Mean return of the last evaluations; NaN for a training that diverged. */
  static double finalReturn(Workload workload, long seed) {
    Trainee trainee =
        workload.learner().begin(workload, Stochasticity.NONE, Streams.of(seed), Hooks.NONE);
    int evaluations = workload.evaluations();
    double sum = 0;
    try {
      for (int i = evaluations - LAST + 1; i <= evaluations; i++) {
        trainee.advance(workload.horizon().stepOf(i));
        sum += trainee.measure(i).performance();
      }
    } catch (Diverged end) {
      return Double.NaN;
    }
    return sum / LAST;
  }
}
