package org.shaketable.jobs.sweep;

import static org.apache.spark.sql.functions.col;

import io.delta.tables.DeltaTable;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.SweepNote;

/**
 * Where a sweep of a lake stands, seen from another process.
 *
 * @param committed its runs in the table {@code runs}
 * @param staged runs that ended and are not in the table yet
 * @param failed how many of those in the table failed
 * @param diverged how many of those in the table diverged
 * @param lastCommit when the table last changed
 */
public record SweepState(
    SweepNote note, long committed, long staged, long failed, long diverged, Instant lastCommit) {

  /** The sweeps that were ever trained into a lake, by name. */
  public static List<SweepState> of(SparkSession spark, Lake lake) {
    Instant commit =
        DeltaTable.forPath(spark, lake.path("runs"))
            .history(1)
            .select("timestamp")
            .first()
            .<Timestamp>getAs(0)
            .toInstant();
    return SweepNote.of(lake).stream().map(note -> of(spark, lake, note, commit)).toList();
  }

  private static SweepState of(SparkSession spark, Lake lake, SweepNote note, Instant commit) {
    Dataset<Row> runs = lake.now("runs").where(col("sweep").equalTo(note.sweep()));
    Map<String, Long> statuses =
        runs.groupBy("status").count().collectAsList().stream()
            .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
    long committed = statuses.values().stream().mapToLong(Long::longValue).sum();
    return new SweepState(
        note,
        committed,
        Staging.waiting(spark, lake, note.sweep(), runs.select("run_id")),
        statuses.getOrDefault("FAILED", 0L),
        statuses.getOrDefault("DIVERGED", 0L),
        commit);
  }

  /** Runs that ended. */
  public long done() {
    return committed + staged;
  }

  /** Runs that the last process that trained the sweep was to train and that have not ended. */
  public long left() {
    return Math.max(0, note.expected() - done());
  }

  /** Runs a second from the process's beginning to an end. */
  private double rate(Instant end) {
    double seconds = Duration.between(Instant.parse(note.since()), end).toMillis() / 1e3;
    return seconds > 0 ? Math.max(0, done() - note.before()) / seconds : 0;
  }

  /**
   * The state in one line, where no process is at work on the sweep: its pace is that to its last
   * commit.
   */
  public String line() {
    return line(rate(lastCommit), "");
  }

  /**
   * The state in one line, where a process is at work on the sweep, with the time that it still
   * needs.
   */
  public String lineAtWork() {
    double rate = rate(Instant.now());
    return line(rate, rate > 0 ? ", about " + Durations.of(left() / rate) + " more" : "");
  }

  private String line(double rate, String more) {
    return "Sweep %s: %,d of %,d runs done%s, %,d left; %.1f runs/s%s; %,d failed, %,d diverged; last commit %s."
        .formatted(
            note.sweep(),
            done(),
            note.expected(),
            staged == 0 ? "" : " (%,d not yet committed)".formatted(staged),
            left(),
            rate,
            more,
            failed,
            diverged,
            lastCommit);
  }
}
