package org.shaketable.jobs.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * The files of a table as the checksum of its last commit lists them, which Delta writes while they
 * are few (50 by its default): to read and to replace such a table, no job of Spark need put its
 * log together, which takes longer than all else with a small table.
 */
record ListedFiles(Snapshot snapshot, List<AddFile> files) {

  /** The files of a table's version; empty where its checksum does not list them, or is alone. */
  static Optional<ListedFiles> of(Snapshot snapshot) {
    Option<VersionChecksum> checksum = snapshot.checksumOpt();
    return checksum.isDefined()
            && checksum.get().allFiles().isDefined()
            && EmptiedCommits.none(snapshot)
        ? Optional.of(
            new ListedFiles(
                snapshot, JavaConverters.seqAsJavaList(checksum.get().allFiles().get())))
        : Optional.empty();
  }

  /** The rows of the files. */
  Dataset<Row> rows(SparkSession spark, DeltaLog log) {
    Option<SparkSession> before = SparkSession.getActiveSession();
    SparkSession.setActiveSession(spark);
    try {
      return log.createDataFrame(
          snapshot, JavaConverters.asScalaBuffer(files), false, Option.empty());
    } finally {
      if (before.isDefined()) {
        SparkSession.setActiveSession(before.get());
      } else {
        SparkSession.clearActiveSession();
      }
    }
  }

  /**
   * Puts rows in the place of all that a table has.
   *
   * @return whether it did: not where the table has other columns, or its files are not listed
   */
  static boolean replace(OptimisticTransaction transaction, Dataset<Row> rows) {
    Optional<ListedFiles> old = of(transaction.snapshot());
    boolean same = transaction.metadata().schema().asNullable().equals(rows.schema().asNullable());
    if (old.isEmpty() || !same) {
      return false;
    }
    transaction.readWholeTable();
    List<Action> actions =
        new ArrayList<>(JavaConverters.seqAsJavaList(transaction.writeFiles(rows)));
    long now = System.currentTimeMillis();
    old.get().files().forEach(file -> actions.add(file.removeWithTimestamp(now, true)));
    transaction.commit(
        JavaConverters.asScalaBuffer(actions),
        new DeltaOperations.Write(
            SaveMode.Overwrite,
            Option.apply(transaction.metadata().partitionColumns()),
            Option.empty(),
            Option.empty()));
    return true;
  }
}
