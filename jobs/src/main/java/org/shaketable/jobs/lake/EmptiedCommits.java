package org.shaketable.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.shaketable.analytics.Tables;
import org.shaketable.analytics.table.TableDefinition;
import org.shaketable.jobs.Mistake;
import scala.collection.JavaConverters;

/**
 * Commits that hold nothing, as a disk or a copy that stopped may leave them. Delta passes over
 * them in silence: what they brought is gone, and what they took away is back.
 *
 * <p>Delta notes the size of each commit when it lists the log, so that to look at it costs
 * nothing. Commits before the last checkpoint are not read, and may hold anything.
 */
public final class EmptiedCommits {
  /** The shortest text that says anything, {@code {}}. */
  private static final int SHORTEST = 2;

  /** Tables that say of each other what they should hold, see {@link Agreement}. */
  private static final List<String> COMPARED = List.of("runs", "trajectories");

  private static final Set<String> RESULTS =
      Tables.RESULTS.stream().map(TableDefinition::name).collect(Collectors.toSet());

  private static final String ANALYZED_AGAIN =
      "move the directory of the table away and give `shaketable analyze`, which makes it again";

  private static final String TRAINED_AGAIN =
      "give `shaketable sweep CONFIG` of the sweep that it came from, which trains again what"
          + " it held (what was imported: move the directory of the table away and give"
          + " `shaketable import`)";

  private EmptiedCommits() {}

  /**
   * Refuses a table that was read over such a commit.
   *
   * @throws Mistake that names its file
   */
  static void refuse(Lake lake, String table, Snapshot snapshot) {
    first(snapshot)
        .ifPresent(
            commit -> {
              throw new Mistake(
                  "Damaged lake %s: file _delta_log/%s of table %s holds nothing; %s"
                      .formatted(lake, commit.getName(), table, helps(lake, table, snapshot)));
            });
  }

  /**
   * Refuses a lake where the tables that say of each other what they should hold, or of what
   * workloads, are missing or have such a commit. Looks at logs alone, at no row.
   *
   * @throws Mistake that names the table, and the commit's file
   */
  public static void refuse(Lake lake) {
    COMPARED.forEach(lake::read);
    lake.read("workloads");
  }

  /** Whether a table's log, as far as it is read, has no such commit. */
  static boolean none(Snapshot snapshot) {
    return first(snapshot).isEmpty();
  }

  /** Whether the file of a commit holds nothing. */
  static boolean emptied(FileStatus commit) {
    return commit.getLen() < SHORTEST;
  }

  private static Optional<Path> first(Snapshot snapshot) {
    return JavaConverters.seqAsJavaList(snapshot.logSegment().deltas()).stream()
        .filter(EmptiedCommits::emptied)
        .map(FileStatus::getPath)
        .findFirst();
  }

  private static String helps(Lake lake, String table, Snapshot snapshot) {
    return RESULTS.contains(table)
        ? ANALYZED_AGAIN
        : "restore it from a copy, or "
            + last(snapshot).flatMap(commit -> remedy(table)).orElseGet(() -> check(lake));
  }

  /** What helps where the last commit of a table holds nothing; empty where nothing of its own. */
  public static Optional<String> remedy(String table) {
    return COMPARED.contains(table) ? Optional.of(TRAINED_AGAIN) : Optional.empty();
  }

  private static String check(Lake lake) {
    return "see what else can be done with `shaketable status --check --lake %s`".formatted(lake);
  }

  /**
   * Takes the last commit of a table out of its log where it holds nothing and a sweep lacks what
   * it held, or none does: the table is what it was before. To be called by the owner of the lake's
   * lock who then trains what the sweep lacks.
   *
   * @return the tables whose commit was taken out
   */
  public static List<String> takeBack(SparkSession spark, Lake lake, String sweep) {
    Lake asItIs = lake.toHeal();
    List<String> tables =
        COMPARED.stream().filter(table -> last(asItIs, table).isPresent()).toList();
    if (tables.isEmpty() || Agreement.holds(asItIs, sweep) && !allHold(asItIs)) {
      return List.of();
    }
    for (String table : tables) {
      Path commit = last(asItIs, table).orElseThrow();
      try {
        // Delta's own sums of the table at that commit go first: they would be taken for the
        // next's.
        lake.fileSystem().delete(sums(commit), false);
        lake.fileSystem().delete(commit, false);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      DeltaLog.invalidateCache(spark, new Path(lake.path(table)));
    }
    return tables;
  }

  private static Optional<Path> last(Lake lake, String table) {
    return last(lake.deltaLog(table).unsafeVolatileSnapshot());
  }

  /** The only commit of a log that holds nothing, where that is the last. */
  private static Optional<Path> last(Snapshot snapshot) {
    List<FileStatus> commits = JavaConverters.seqAsJavaList(snapshot.logSegment().deltas());
    return first(snapshot)
        .filter(commit -> commit.equals(commits.get(commits.size() - 1).getPath()));
  }

  private static Path sums(Path commit) {
    return new Path(commit.getParent(), commit.getName().replaceFirst("\\.json$", ".crc"));
  }

  private static boolean allHold(Lake lake) {
    Set<String> sweeps =
        Set.copyOf(
            lake.now("runs")
                .select("sweep")
                .union(lake.now("trajectories").select("sweep"))
                .distinct()
                .as(Encoders.STRING())
                .collectAsList());
    return sweeps.stream().allMatch(name -> Agreement.holds(lake, name));
  }
}
