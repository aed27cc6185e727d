package org.shaketable.jobs.watch;

import java.util.List;

/**
 * All that the page shows, at one moment.
 *
 * @param at ISO 8601 in UTC
 * @param writing which process writes the lake; null for none
 * @param pairs the newest first
 * @param failures the newest first
 */
record State(
    String lake,
    String at,
    String writing,
    List<Sweep> sweeps,
    List<Dimension> dimensions,
    List<Pair> pairs,
    List<Failure> failures) {

  /**
   * Where a sweep stands.
   *
   * @param waiting how many of those done are not yet in the tables
   * @param rate runs a second
   * @param secondsLeft null where unknown
   */
  record Sweep(
      String sweep,
      long done,
      long waiting,
      long left,
      double rate,
      Double secondsLeft,
      long failed,
      long diverged) {}

  /** Pairs of a dimension that are far below their twins so far, with a 95 % interval. */
  record Dimension(
      String sweep,
      String workload,
      String dimension,
      int pairs,
      int farBelow,
      double lower,
      double upper) {}

  /** A run beside its clean twin. */
  record Pair(
      String runId,
      String sweep,
      String workload,
      String family,
      double magnitude,
      String schedule,
      int replicate,
      boolean farBelow,
      long[] steps,
      Double[] run,
      long[] twinSteps,
      Double[] twin) {}

  /** A run that did not complete, with its own words. */
  record Failure(
      String runId, String sweep, String workload, String family, String status, String message) {}
}
