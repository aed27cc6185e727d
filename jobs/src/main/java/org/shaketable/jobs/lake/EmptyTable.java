package org.shaketable.jobs.lake;

import java.util.List;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Metadata$;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Map;

/**
 * A new table without rows: one commit of its columns. To write no rows into it, which makes the
 * same table, takes a query and jobs of Spark besides.
 *
 * @param partitions the columns that it is partitioned by
 * @param indexed of how many first columns the least and greatest value of each file are kept
 */
record EmptyTable(StructType schema, List<String> partitions, int indexed) {

  /**
   * Makes the table where there is none.
   *
   * @throws io.delta.exceptions.DeltaConcurrentModificationException where another process made it
   *     meanwhile
   */
  void make(DeltaLog log) {
    Metadata metadata = metadata();
    log.withNewTransaction(
        Option.empty(),
        Option.empty(),
        transaction -> {
          if (transaction.readVersion() >= 0) {
            return transaction.readVersion();
          }
          transaction.updateMetadataForNewTable(metadata);
          return transaction.commit(
              sequence(List.<Action>of()),
              new DeltaOperations.CreateTable(metadata, false, false, Option.empty()));
        });
  }

  /** What Delta is told of it. */
  Metadata metadata() {
    Metadata$ defaults = Metadata$.MODULE$;
    return new Metadata(
        defaults.apply$default$1(),
        defaults.apply$default$2(),
        defaults.apply$default$3(),
        defaults.apply$default$4(),
        schema.asNullable().json(),
        sequence(partitions),
        new Map.Map1<>("delta.dataSkippingNumIndexedCols", Integer.toString(indexed)),
        Option.apply(System.currentTimeMillis()));
  }

  private static <T> Seq<T> sequence(List<T> values) {
    return JavaConverters.asScalaBuffer(values).toList();
  }
}
