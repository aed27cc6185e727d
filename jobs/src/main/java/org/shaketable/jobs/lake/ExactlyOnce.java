package org.shaketable.jobs.lake;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.DeltaOptions;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.delta.commands.WriteIntoDelta;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;

/**
 * Appends to a Delta table that carry an application's name and a number, so that none is done
 * twice.
 *
 * <p>The options {@code txnAppId} and {@code txnVersion} of Delta's writer give the same commits,
 * but look the last number up in the state of the table, which is computed anew after each commit:
 * three jobs of Spark, more than the append itself. Here it is looked up in the checksum that each
 * commit leaves, where there is one.
 *
 * @param log the log of the table
 * @param application whose numbers grow
 * @param fence refuses to commit to a table of this metadata where another process took the lake
 */
record ExactlyOnce(SparkSession spark, DeltaLog log, String application, Consumer<Metadata> fence) {

  /** The number of the last append that the table has; -1 for none. */
  long last() {
    return last(log.update(false, Option.empty(), Option.empty()));
  }

  private long last(Snapshot snapshot) {
    return transactions(snapshot).stream()
        .filter(transaction -> transaction.appId().equals(application))
        .mapToLong(SetTransaction::version)
        .max()
        .orElse(-1);
  }

  private static List<SetTransaction> transactions(Snapshot snapshot) {
    Option<VersionChecksum> checksum = snapshot.checksumOpt();
    boolean known = checksum.isDefined() && checksum.get().setTransactions().isDefined();
    return JavaConverters.seqAsJavaList(
        known ? checksum.get().setTransactions().get() : snapshot.setTransactions());
  }

  /**
   * Appends rows, unless the table has an append of this number or a higher one.
   *
   * @return the version of the table that has them; empty if it had them before
   */
  OptionalLong append(Dataset<Row> rows, long number) {
    return log.withNewTransaction(
        Option.empty(),
        Option.empty(),
        transaction -> {
          fence.accept(transaction.metadata());
          return last(transaction.snapshot()) < number
              ? append(rows, number, transaction)
              : OptionalLong.empty();
        });
  }

  private OptionalLong append(Dataset<Row> rows, long number, OptimisticTransaction transaction) {
    // Of two processes with the same number the second then fails instead of appending, too.
    transaction.readTxn().$plus$eq(application);
    var written =
        new WriteIntoDelta(
                log,
                SaveMode.Append,
                new DeltaOptions(options(number), spark.sessionState().conf()),
                none(),
                Map$.MODULE$.empty(),
                rows,
                Option.empty(),
                Option.empty())
            .writeAndReturnCommitData(transaction, spark, Option.empty(), false);
    Option<Object> version =
        transaction.commitIfNeeded(
            written.actions(),
            new DeltaOperations.Write(
                SaveMode.Append, Option.apply(none()), Option.empty(), Option.empty()),
            written.stringTags());
    return version.isDefined() ? OptionalLong.of((Long) version.get()) : OptionalLong.empty();
  }

  private Map<String, String> options(long number) {
    return new Map.Map3<>(
        "txnAppId", application, "txnVersion", Long.toString(number), "mergeSchema", "true");
  }

  private static Seq<String> none() {
    return JavaConverters.asScalaBuffer(List.<String>of());
  }
}
