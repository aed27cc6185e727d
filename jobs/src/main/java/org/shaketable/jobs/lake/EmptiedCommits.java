package org.shaketable.jobs.lake;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.shaketable.jobs.Mistake;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Commits that hold nothing, as a disk or a copy that stopped may leave them. Delta passes over
 * them in silence: what they brought is gone, and what they took away is back.
 *
 * <p>Delta notes the size of each commit when it lists the log, so that to look at it costs
 * nothing. Commits before the last checkpoint are not read, and may hold anything.
 */
final class EmptiedCommits {
  /** The shortest text that says anything, {@code {}}. */
  private static final int SHORTEST = 2;

  /** Tables that the next sweep makes whole, see {@link Agreement}. */
  private static final Set<String> HEALED = Set.of("runs", "trajectories");

  private EmptiedCommits() {}

  /**
   * Refuses a table that was read over such a commit.
   *
   * @throws Mistake that names its file
   */
  static void refuse(Lake lake, String table, Snapshot snapshot) {
    for (FileStatus commit : JavaConverters.seqAsJavaList(snapshot.logSegment().deltas())) {
      if (commit.getLen() < SHORTEST) {
        throw new Mistake(
            "Damaged lake %s: file _delta_log/%s of table %s holds nothing; restore it from a copy, or %s"
                .formatted(lake, commit.getPath().getName(), table, remedy(lake, table)));
      }
    }
  }

  private static String remedy(Lake lake, String table) {
    return HEALED.contains(table)
        ? "give `shaketable sweep CONFIG`, which trains again what it held (what was imported: move the"
            + " directory of the table away and give `shaketable import`)"
        : "see what else can be done with `shaketable status --check --lake %s`".formatted(lake);
  }

  /**
   * Puts a checkpoint behind such commits of the two tables that say of each other what they should
   * hold, where they do so for all sweeps of the lake. To be called by the owner of its lock after
   * a sweep has trained what was missing.
   *
   * @param lake one that reads over them
   */
  static void leaveBehind(Lake lake) {
    List<String> emptied = HEALED.stream().filter(table -> has(lake, table)).sorted().toList();
    if (!emptied.isEmpty() && agrees(lake)) {
      for (String table : emptied) {
        DeltaLog log = lake.deltaLog(table);
        log.checkpoint(log.unsafeVolatileSnapshot(), Option.empty());
        // What this process knows of the log still begins before the checkpoint.
        DeltaLog.invalidateCache(SparkSession.active(), log.dataPath());
      }
    }
  }

  private static boolean has(Lake lake, String table) {
    return JavaConverters.seqAsJavaList(
            lake.deltaLog(table).unsafeVolatileSnapshot().logSegment().deltas())
        .stream()
        .anyMatch(commit -> commit.getLen() < SHORTEST);
  }

  private static boolean agrees(Lake lake) {
    return lake
        .read("runs")
        .select(col("sweep"))
        .union(lake.read("trajectories").select(col("sweep")))
        .distinct()
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .allMatch(sweep -> Agreement.holds(lake, sweep));
  }
}
