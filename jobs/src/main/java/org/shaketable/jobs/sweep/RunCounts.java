package org.shaketable.jobs.sweep;

import java.util.OptionalDouble;

/**
 * Where a sweep stands.
 *
 * @param done runs that the lake or its staging has, those of earlier processes among them
 * @param all runs that the sweep asks for
 * @param trained runs that this process has trained
 * @param rate runs per second; 0 before the first
 * @param secondsLeft until all are done; empty while that is not known
 * @param farBelow those among them that are far below their twins so far
 * @param failures how many of them failed
 */
record RunCounts(
    long done,
    long all,
    long trained,
    double rate,
    OptionalDouble secondsLeft,
    long farBelow,
    long failures) {

  /** One line. */
  String line() {
    return "%,d / %,d runs, %.1f runs/s, %s%s%s"
        .formatted(done, all, rate, farBelowSeen(), failuresSeen(), left());
  }

  /** No collapses: which of them these are, the analysis says. */
  String farBelowSeen() {
    return "%,d far below the twin so far".formatted(farBelow);
  }

  /** Nothing where it is not known: a wrong figure would be worse. */
  private String left() {
    return secondsLeft.isPresent()
        ? ", %s left".formatted(Durations.of(secondsLeft.getAsDouble()))
        : "";
  }

  private String failuresSeen() {
    return failures == 0 ? "" : ", %,d failed".formatted(failures);
  }
}
