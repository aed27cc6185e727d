package org.shaketable.jobs.lake;

import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Metadata;
import org.shaketable.jobs.Mistake;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;

/**
 * The number of a lake's owner in the metadata of its tables, which keeps out a process that was
 * silent for so long that another took its lake.
 *
 * <p>Delta lets no commit pass that began before the metadata changed, and one that begins later
 * finds a number above its own.
 */
final class Fence {
  private static final String PROPERTY = "shaketable.owner";

  private Fence() {}

  /** Keeps owners of lower numbers out of every table of a lake. */
  static void raise(Lake lake, long number) {
    for (String table : lake.tables()) {
      DeltaLog log = lake.toHeal().deltaLog(table);
      log.withNewTransaction(
          Option.empty(), Option.empty(), transaction -> raised(transaction, number));
    }
  }

  private static long raised(OptimisticTransaction transaction, long number) {
    Metadata old = transaction.metadata();
    Map<String, String> added =
        Map$.MODULE$.<String, String>empty().$plus(new Tuple2<>(PROPERTY, Long.toString(number)));
    transaction.updateMetadata(
        old.copy(
            old.id(),
            old.name(),
            old.description(),
            old.format(),
            old.schemaString(),
            old.partitionColumns(),
            old.configuration().$plus(added.head()),
            old.createdTime()),
        false);
    return transaction.commit(
        JavaConverters.asScalaBuffer(
            java.util.List.<org.apache.spark.sql.delta.actions.Action>of()),
        new DeltaOperations.SetTableProperties(added));
  }

  /**
   * Refuses a commit of an owner that another has replaced.
   *
   * @param number the number of the owner that commits
   */
  static void check(Lake lake, long number, Metadata metadata) {
    Option<String> highest = metadata.configuration().get(PROPERTY);
    if (number == Lake.LOST || highest.isDefined() && Long.parseLong(highest.get()) > number) {
      throw replaced(lake, null);
    }
  }

  /** What a process is told that another has replaced. */
  static Mistake replaced(Lake lake, Exception cause) {
    return new Mistake(
        "Cannot write lake %s: another process took it while this one gave no sign of life; nothing is lost: give the same command again when that has ended"
            .formatted(lake),
        cause);
  }
}
