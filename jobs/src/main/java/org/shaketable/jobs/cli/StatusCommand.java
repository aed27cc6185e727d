package org.shaketable.jobs.cli;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.damage.LakeCheck;
import org.shaketable.jobs.lake.EmptiedCommits;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.LakeLock;
import org.shaketable.jobs.sweep.SweepState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says where the sweeps of a lake stand, also while another process trains them. */
@Command(name = "status", description = "Says what is done and left, also while a sweep runs.")
final class StatusCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Option(
      names = "--check",
      description =
          "Verifies every file that the logs name, what it holds, and that the tables agree; takes"
              + " as long as reading the lake.")
  private boolean check;

  @Override
  public void run() {
    SparkSession session = spark.session();
    Lake opened = Lake.open(session, lake.directory());
    if (check) {
      check(session, opened);
    } else {
      EmptiedCommits.refuse(opened);
      tell(session, opened);
    }
  }

  private static void check(SparkSession session, Lake lake) {
    List<String> found = LakeCheck.of(session, lake);
    found.forEach(System.out::println);
    if (!found.isEmpty()) {
      throw new Mistake(
          "Damaged lake %s: %,d faults, each with what can be done".formatted(lake, found.size()));
    }
    System.out.printf(
        "Lake %s is whole: every file that the logs of its tables name is there and can be read,"
            + " the rows of each run are those that were written, and runs, trajectories and twins"
            + " agree.%n",
        lake);
    long unproved = LakeCheck.unproved(lake);
    if (unproved > 0) {
      System.out.printf(
          "An earlier version wrote %,d of its runs, without digests of their rows: that those are"
              + " as they were written is proved by `shaketable replay` alone.%n",
          unproved);
    }
  }

  private static void tell(SparkSession session, Lake opened) {
    Optional<String> owner = LakeLock.holder(opened);
    System.out.println(
        owner
            .map(process -> "Lake %s: %s is writing it.".formatted(opened, process))
            .orElse("Lake %s: no process is writing it.".formatted(opened)));
    List<SweepState> standings = SweepState.of(session, opened);
    standings.stream()
        .map(
            standing ->
                owner.isPresent() && standing.left() > 0 ? standing.lineAtWork() : standing.line())
        .forEach(System.out::println);
    if (standings.isEmpty()) {
      System.out.println("No sweep has been trained into it.");
    }
  }
}
