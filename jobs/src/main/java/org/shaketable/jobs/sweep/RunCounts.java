package org.shaketable.jobs.sweep;

/**
 * Where a sweep stands.
 *
 * @param done runs that the lake or its staging has, those of earlier processes among them
 * @param all runs that the sweep asks for
 * @param trained runs that this process has trained
 * @param rate runs per second; 0 before the first
 * @param farBelow those among them that are far below their twins so far
 * @param failures how many of them failed
 */
record RunCounts(long done, long all, long trained, double rate, long farBelow, long failures) {

  /** Seconds until all are done, at this rate; NaN before the first. */
  double secondsLeft() {
    return rate > 0 ? (all - done) / rate : Double.NaN;
  }

  /** One line. */
  String line() {
    return "%,d / %,d runs, %.1f runs/s, %s%s, %s left"
        .formatted(done, all, rate, farBelowSeen(), failuresSeen(), Durations.of(secondsLeft()));
  }

  /** No collapses: which of them these are, the analysis says. */
  String farBelowSeen() {
    return "%,d far below the twin so far".formatted(farBelow);
  }

  private String failuresSeen() {
    return failures == 0 ? "" : ", %,d failed".formatted(failures);
  }
}
