package org.shaketable.analytics.table;

import java.util.List;
import java.util.Optional;
import org.shaketable.analytics.stats.curve.Direction;

/** One row of the table {@code reports}: the report of a night, or of a sweep's last audit. */
@Table(name = "reports", row = "the report of a night, or of a sweep's last audit")
public record ReportRow(
    @Column(meaning = "the date that the replicates come from, as 2026-01-31; null for an audit")
        String night,
    @Column(meaning = "when the report was written, ISO 8601 in UTC") String generated,
    @Column(meaning = "its sweep") String sweep,
    @Column(meaning = "first of the replicates") int firstReplicate,
    @Column(meaning = "how many replicates there are") int replicates,
    @Column(meaning = "the tables' versions that the report rests on")
        List<TableVersion> tableVersions,
    @Column(meaning = "clean runs, of all nights") long clean,
    @Column(meaning = "perturbed runs, of all nights") long perturbed,
    @Column(
            meaning = "perturbed runs that had learned and collapsed, of all nights",
            better = Direction.LOWER)
        long collapsed,
    @Column(meaning = "perturbed runs that never learned, of all nights", better = Direction.LOWER)
        long neverLearned,
    @Column(meaning = "perturbed runs that diverged, of all nights", better = Direction.LOWER)
        long diverged,
    @Column(meaning = "perturbed runs that failed, of all nights") long failed,
    @Column(meaning = "the numbers that nights are compared by") List<ComparedNumber> figures,
    @Column(meaning = "the night compared with; null for the first, and for an audit")
        String comparedWith,
    @Column(meaning = "what became worse, beyond its interval") List<Regression> regressions) {

  /** This report as that of a night. */
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
  public record TableVersion(
      @Column(meaning = "name of the table") String table,
      @Column(meaning = "number of its version") long version) {}

  /** A number with its interval, or a verdict. */
  public record ComparedNumber(
      @Column(
              meaning =
                  "a component of stability such as retained_performance, or critical_magnitude,"
                      + " collapse_rate or detector")
          String kind,
      @Column(meaning = "its workload") String workload,
      @Column(meaning = "what of the workload: a dimension, a family with its schedule, a detector")
          String subject,
      @Column(meaning = "the number; null where there is none") Double estimate,
      @Column(meaning = "lower end of its interval; null where there is none") Double lower,
      @Column(meaning = "upper end of its interval; null where there is none") Double upper,
      @Column(meaning = "verdict of a detector; else null") String verdict) {}

  /** A figure that became worse. */
  public record Regression(
      @Column(meaning = "kind of the figure") String kind,
      @Column(meaning = "its workload") String workload,
      @Column(meaning = "what of the workload") String subject,
      @Column(meaning = "the number before") Double before,
      @Column(meaning = "the number now") Double now,
      @Column(meaning = "what became of it, in one sentence") String text) {}
}
