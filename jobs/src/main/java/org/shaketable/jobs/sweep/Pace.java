package org.shaketable.jobs.sweep;

/**
 * Where a sweep stands.
 *
 * @param done runs that the lake or its staging has, those of earlier processes among them
 * @param all runs that the sweep asks for
 * @param trained runs that this process has trained
 * @param rate runs per second; 0 before the first
 * @param collapses among them, at first look
 * @param failures among them
 */
record Pace(long done, long all, long trained, double rate, long collapses, long failures) {

  /** Seconds until all are done, at this rate; NaN before the first. */
  double secondsLeft() {
    return rate > 0 ? (all - done) / rate : Double.NaN;
  }

  /** One line. */
  String line() {
    return "%,d / %,d runs, %.1f runs/s, %s%s, %s left"
        .formatted(done, all, rate, collapsesSeen(), failuresSeen(), Durations.of(secondsLeft()));
  }

  String collapsesSeen() {
    return collapses == 1 ? "1 collapse" : "%,d collapses".formatted(collapses);
  }

  private String failuresSeen() {
    return failures == 0 ? "" : ", %,d failed".formatted(failures);
  }
}
