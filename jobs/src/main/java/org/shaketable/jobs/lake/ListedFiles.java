package org.shaketable.jobs.lake;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Protocol;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * The files of a table as the checksum of its last commit lists them, which Delta writes while they
 * are few (50 by its default): to read and to replace such a table, no job of Spark need put its
 * log together, which takes longer than all else with a small table.
 */
public record ListedFiles(Protocol protocol, Metadata metadata, List<AddFile> files) {
  /** What one thread reads in the time that a job takes to begin. */
  private static final long FEW_BYTES = 1 << 20;

  /** The files of a table's version; empty where its checksum does not list them, or is alone. */
  public static Optional<ListedFiles> of(Snapshot snapshot) {
    return LastCommit.of(snapshot).flatMap(LastCommit::files);
  }

  /**
   * The files of a table's version as the log itself names them, whatever its checksum says: put
   * together by this process where the log is small, else by a job.
   */
  public static ListedFiles inLog(DeltaLog log, Snapshot snapshot) {
    List<AddFile> files =
        SmallLog.of(log, snapshot)
            .map(SmallLog::files)
            .orElseGet(() -> snapshot.allFiles().collectAsList());
    return new ListedFiles(snapshot.protocol(), snapshot.metadata(), files);
  }

  /** These files alone. */
  public ListedFiles with(List<AddFile> some) {
    return new ListedFiles(protocol, metadata, some);
  }

  /** Where a file lies, from the table's directory, as a file system names it. */
  public static String path(AddFile file) {
    return URI.create(file.path()).getPath();
  }

  /** Where the files lie, from the table's directory, as the log names them. */
  public Set<String> paths() {
    return files.stream().map(AddFile::path).collect(Collectors.toSet());
  }

  /** Whether there is nothing to put together: no partition has two files. */
  boolean single() {
    return files.stream().map(AddFile::partitionValues).distinct().count() == files.size()
        && files.stream().noneMatch(file -> file.deletionVector() != null);
  }

  /** The rows of the files, read by a job. */
  Dataset<Row> rows(SparkSession spark, DeltaLog log, Snapshot snapshot) {
    return spark.withActive(
        () ->
            log.createDataFrame(
                snapshot, JavaConverters.asScalaBuffer(files), false, Option.empty()));
  }

  /** The rows of the files, if they are few and plain. */
  public Optional<DriverRows> held(SparkSession spark, Path table) {
    DriverFiles here = new DriverFiles(spark, table, protocol, metadata);
    if (!few() || !here.readable()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new DriverRows(here.schema(), here.read(largestFirst())));
    } catch (IOException | RuntimeException e) {
      // Of a damaged file: whoever reads it by a job is told what is wrong with it.
      return Optional.empty();
    }
  }

  private boolean few() {
    return files.stream().mapToLong(AddFile::size).sum() <= FEW_BYTES;
  }

  /** In the order that Spark's jobs read them in: sums depend on it in their last bits. */
  private List<AddFile> largestFirst() {
    return files.stream().sorted(Comparator.comparingLong(AddFile::size).reversed()).toList();
  }

  /**
   * Puts rows in the place of all that a table has.
   *
   * @return whether it did: not where the table has other columns, or its files are not listed
   */
  static boolean replace(OptimisticTransaction transaction, Dataset<Row> rows) {
    Optional<ListedFiles> old = listed(transaction, rows);
    if (old.isEmpty()) {
      return false;
    }
    transaction.readWholeTable();
    commit(transaction, written(transaction, rows), old.get().files(), Option.empty());
    return true;
  }

  /** The files of a table that has the columns of these rows. */
  private static Optional<ListedFiles> listed(
      OptimisticTransaction transaction, Dataset<Row> rows) {
    return transaction.metadata().schema().asNullable().equals(rows.schema().asNullable())
        ? of(transaction.snapshot())
        : Optional.empty();
  }

  /**
   * Puts rows of a sweep that the driver holds in the place of all that a table has of that sweep.
   *
   * @param condition what holds for rows of the sweep, as SQL, for the table's history
   * @return whether it did: not where the table has other columns, its files are not listed or they
   *     are more than the driver reads
   */
  static boolean replace(
      OptimisticTransaction transaction, Dataset<Row> rows, String sweep, String condition) {
    Optional<DriverRows> held = DriverRows.of(rows);
    Optional<ListedFiles> old = listed(transaction, rows);
    DriverFiles here = of(transaction, rows.sparkSession());
    if (held.isEmpty() || old.isEmpty() || !old.get().few() || !here.readable()) {
      return false;
    }
    List<AddFile> replaced = new ArrayList<>();
    List<InternalRow> now = new ArrayList<>();
    try {
      int column = rows.schema().fieldIndex("sweep");
      for (AddFile file : old.get().files()) {
        List<InternalRow> all = here.read(List.of(file));
        List<InternalRow> others =
            all.stream().filter(row -> !sweep.equals(row.getString(column))).toList();
        if (others.size() < all.size()) {
          replaced.add(file);
          now.addAll(others);
        }
      }
    } catch (IOException | RuntimeException e) {
      // Of a damaged file: the job that replaces what it can tells what is wrong with it.
      return false;
    }
    now.addAll(held.get().rows());
    DriverRows whole = new DriverRows(held.get().schema(), now);
    if (!here.writable(whole)) {
      return false;
    }
    transaction.readWholeTable();
    commit(transaction, here.add(transaction, whole), replaced, Option.apply(condition));
    return true;
  }

  private static List<? extends Action> written(
      OptimisticTransaction transaction, Dataset<Row> rows) {
    Optional<DriverRows> held = DriverRows.of(rows);
    DriverFiles here = of(transaction, rows.sparkSession());
    return held.isPresent() && here.writable(held.get())
        ? here.add(transaction, held.get())
        : JavaConverters.seqAsJavaList(
            transaction.writeFiles(held.isPresent() ? rows.coalesce(1) : rows));
  }

  private static DriverFiles of(OptimisticTransaction transaction, SparkSession spark) {
    return new DriverFiles(
        spark, transaction.deltaLog().dataPath(), transaction.protocol(), transaction.metadata());
  }

  /**
   * Commits what was written in the place of files.
   *
   * @param condition the rows that it has the place of; none for all
   */
  private static void commit(
      OptimisticTransaction transaction,
      List<? extends Action> written,
      List<AddFile> replaced,
      Option<String> condition) {
    List<Action> actions = new ArrayList<>(written);
    long now = System.currentTimeMillis();
    replaced.forEach(file -> actions.add(file.removeWithTimestamp(now, true)));
    transaction.commit(
        JavaConverters.asScalaBuffer(actions),
        new DeltaOperations.Write(
            SaveMode.Overwrite,
            Option.apply(transaction.metadata().partitionColumns()),
            condition,
            Option.empty()));
  }

  /**
   * Makes a table of rows that the driver holds.
   *
   * @return whether it did: not where there is a table, or more rows than the driver writes
   */
  static boolean make(OptimisticTransaction transaction, EmptyTable table, Dataset<Row> rows) {
    Optional<DriverRows> held = DriverRows.of(rows);
    if (held.isEmpty() || transaction.readVersion() >= 0) {
      return false;
    }
    transaction.readWholeTable();
    transaction.updateMetadataForNewTable(table.metadata());
    DriverFiles here = of(transaction, rows.sparkSession());
    if (!here.writable(held.get())) {
      return false;
    }
    commit(transaction, here.add(transaction, held.get()), List.of(), Option.empty());
    return true;
  }
}
