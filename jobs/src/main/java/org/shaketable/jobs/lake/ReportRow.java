package org.shaketable.jobs.lake;

import java.util.List;
import java.util.Optional;

/**
 * One row of the table {@code reports}: the report of a night, or of a sweep's last audit.
 *
 * @param night the date that the replicates come from, as {@code 2026-01-31}; null of an audit
 * @param generated when the report was written, ISO 8601 in UTC
 * @param firstReplicate first of the replicates
 * @param replicates how many they are
 * @param tableVersions the tables' versions that the report rests on
 * @param collapsed perturbed runs that had learned and collapsed, of all nights; so are the others
 * @param figures the numbers that nights are compared by
 * @param comparedWith the night compared with; null for the first, and of an audit
 * @param regressions what became worse, beyond its interval
 */
public record ReportRow(
    String night,
    String generated,
    String sweep,
    int firstReplicate,
    int replicates,
    List<TableVersion> tableVersions,
    long clean,
    long perturbed,
    long collapsed,
    long neverLearned,
    long diverged,
    long failed,
    List<Figure> figures,
    String comparedWith,
    List<Regression> regressions) {

  /** The same as the report of a night. */
  public ReportRow ofNight(
      String name, int first, Optional<String> before, List<Regression> worse) {
    return new ReportRow(
        name,
        generated,
        sweep,
        first,
        replicates,
        tableVersions,
        clean,
        perturbed,
        collapsed,
        neverLearned,
        diverged,
        failed,
        figures,
        before.orElse(null),
        worse);
  }

  /** A table and its version. */
  public record TableVersion(String table, long version) {}

  /**
   * A number with its interval, or a verdict.
   *
   * @param kind a component of stability such as {@code trajectory_ratio}, {@code
   *     critical_magnitude}, {@code collapse_rate} or {@code detector}
   * @param subject what of the workload: a dimension, a family with its schedule, a detector
   * @param estimate null where there is none, as are the bounds
   * @param verdict of a detector; else null
   */
  public record Figure(
      String kind,
      String workload,
      String subject,
      Double estimate,
      Double lower,
      Double upper,
      String verdict) {}

  /**
   * A figure that became worse.
   *
   * @param text what became of it, in one sentence
   */
  public record Regression(
      String kind, String workload, String subject, Double before, Double now, String text) {}
}
