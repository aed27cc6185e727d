package org.shaketable.training.cohort;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.Cohort;
import org.shaketable.training.gpu.RunPlan;
import org.shaketable.training.gpu.Unavailable;
import org.shaketable.training.workload.Diverged;

/**
 * One training of a cohort. It advances in rounds of equally many updates: what it does before it
 * can be looked at.
 */
public interface Member {
  /** Updates of a round; one where nothing else is said. */
  default int updatesPerRound() {
    return 1;
  }

  /** Rounds of a launch, at most; any number where nothing else is said. */
  default int mostRounds() {
    return Integer.MAX_VALUE;
  }

  /**
   * Numbers of single precision on the device that are kept of what an exposure does in play, a
   * whole number of doubles.
   */
  default long keptInPlay(Perturbation perturbation) {
    return 0;
  }

  /** Rounds that it has behind it when it has done {@code steps} steps of the workload at least. */
  default long rounds(long steps) {
    return steps;
  }

  /** Tables that all runs of the cohort read, in the order of the kernel's description. */
  List<Bytes> constants(List<Member> all);

  /** The training itself. */
  CohortTrainee trainee();

  /** What plans its updates. */
  UpdatePlanner planner();

  /**
   * Plans rounds {@code [from, from + count)}. Other members are planned in other threads at the
   * same time.
   *
   * @param look the round before which it is looked at
   * @param shared tables of this launch that more than one run reads, by what they depend on
   */
  void plan(long from, int count, long look, RunPlan plan, Map<Object, Bytes> shared);

  /**
   * Updates that were done on the device, of the last plan.
   *
   * @param losses of each of them
   * @param value what the kernel says besides
   */
  default void follow(int updates, IntToDoubleFunction losses, double value) {
    for (int update = 0; update < updates; update++) {
      trainee().descent().follow(losses.applyAsDouble(update));
    }
  }

  /** The step of the workload that an update belongs to, of those since it was followed last. */
  default long step(int update) {
    return trainee().descent().updates() + update;
  }

  /**
   * It has ended.
   *
   * @param update in which it did, of those since it was followed last
   * @param stage 0 where the loss was known, 1 the gradient's norm, 2 the parameters
   * @param losses of the updates before
   */
  default void end(Diverged found, int update, int stage, IntToDoubleFunction losses) {
    follow(update, losses, Double.NaN);
    trainee().ending().is(found, planner().realised(update, stage));
  }

  /** Brings what the device has besides parameters, for a look at it. */
  default void arrive(Cohort cohort, int run) throws Unavailable {}
}
