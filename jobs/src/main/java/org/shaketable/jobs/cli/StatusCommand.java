package org.shaketable.jobs.cli;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.LakeLock;
import org.shaketable.jobs.sweep.Standing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says where the sweeps of a lake stand, also while another process trains them. */
@Command(name = "status", description = "Says what is done and left, also while a sweep runs.")
final class StatusCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Override
  public void run() {
    SparkSession session = spark.session();
    Lake opened = Lake.open(session, lake.directory());
    Optional<String> owner = LakeLock.holder(opened);
    System.out.println(
        owner
            .map(process -> "Lake %s: %s is writing it.".formatted(opened, process))
            .orElse("Lake %s: no process is writing it.".formatted(opened)));
    List<Standing> standings = Standing.of(session, opened);
    standings.stream()
        .map(standing -> standing.line(owner.isPresent() && standing.left() > 0))
        .forEach(System.out::println);
    if (standings.isEmpty()) {
      System.out.println("No sweep has been trained into it.");
    }
  }
}
