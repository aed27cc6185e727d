package org.shaketable.jobs.sweep;

import java.util.List;
import java.util.function.Function;

/**
 * Trains first tasks until their time settles: the compiler at work slows the first runs down, up
 * to tenfold, and bundles that are cut by them are as much too short.
 */
final class WarmUp {
  /** A sweep that takes no longer needs no better estimate. */
  private static final double SHORT_SECONDS = 20;

  /** A round that would take longer is none: runs that long are warm after the first of them. */
  private static final double LONGEST_ROUND_SECONDS = 30;

  /** The time has settled where a round takes at least this share of what the last one told. */
  private static final double SETTLED = 0.8;

  private static final int MOST_ROUNDS = 6;

  private WarmUp() {}

  /**
   * What the last of the rounds that were needed says of the time of each workload.
   *
   * @param cold by the first runs
   * @param waves from which tasks are taken, and trained for good
   * @param measure trains tasks and says how long their runs took
   */
  static TimeEstimate settled(
      TimeEstimate cold, Waves waves, int cores, Function<List<TwinTask>, TimeEstimate> measure) {
    TimeEstimate estimate = cold;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<TwinTask> left = waves.left();
      List<TwinTask> firsts = waves.firsts(estimate, cores);
      double told = estimate.ofTasks(left, cores).orElse(0);
      if (told < SHORT_SECONDS
          || estimate.ofTasks(firsts, cores).orElse(0) > LONGEST_ROUND_SECONDS) {
        break;
      }
      waves.take(firsts);
      estimate = measure.apply(firsts);
      if (estimate.ofTasks(left, cores).orElse(0) > SETTLED * told) {
        break;
      }
    }
    return estimate;
  }
}
