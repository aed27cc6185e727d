package org.shaketable.jobs.cli;

import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.LakeLock;
import org.shaketable.jobs.lake.Maintenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Cares for a lake's tables while nobody else writes them. */
@Command(
    name = "maintain",
    description = "Puts small files together and deletes those that no recent version needs.")
final class MaintainCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Option(
      names = "--retain",
      paramLabel = "DAYS",
      defaultValue = "7",
      description =
          "Versions of so many days stay readable, which nights are compared by; default:"
              + " ${DEFAULT-VALUE}.")
  private double days;

  @Option(
      names = "--migrate",
      description = "First gives a lake that an earlier version made the columns of this one.")
  private boolean migrate;

  @Override
  public void run() {
    if (!(days >= 0 && days <= 36_500)) {
      throw new Mistake("Invalid --retain: expected days in [0, 36500], found %s".formatted(days));
    }
    SparkSession session = spark.session();
    Lake opened =
        migrate
            ? Lake.openToMigrate(session, lake.directory())
            : Lake.open(session, lake.directory());
    LakeLock.hold(opened, () -> maintain(opened, new Maintenance(session, opened)));
  }

  private void maintain(Lake opened, Maintenance maintenance) {
    if (migrate) {
      List<String> added = maintenance.migrate();
      System.out.println(
          added.isEmpty()
              ? "Lake %s has all columns.".formatted(opened)
              : "Added columns %s.".formatted(String.join(", ", added)));
    }
    for (Maintenance.Compaction done : maintenance.compact()) {
      System.out.printf(
          "%s: %s%n",
          done.table(),
          done.removed() == 0
              ? "no small files"
              : "put %,d files into %,d".formatted(done.removed(), done.added()));
    }
    maintenance.checkpoint();
    maintenance.vacuum(Duration.ofMinutes(Math.round(days * 24 * 60)));
    System.out.printf("Deleted the files that no version of the last %s days needs.%n", days);
  }
}
