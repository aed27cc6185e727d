package org.shaketable.jobs.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Trains stored runs again and compares. */
@Command(
    name = "replay",
    description =
        "Re-trains runs from their stored specifications and compares bit for bit; those of a"
            + " program that is not deterministic within its own noise.")
final class ReplayCommand implements Callable<Integer> {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Parameters(paramLabel = "RUN_ID", arity = "1..*", description = "Column run_id of table runs.")
  private List<String> runIds;

  @Override
  public Integer call() {
    SparkSession session = spark.session();
    Lake opened = Lake.open(session, lake.directory());
    boolean equal = true;
    for (String runId : runIds) {
      Replay replay = Replay.of(opened, runId);
      equal &= replay.difference().isEmpty() || replay.noise().isPresent();
      System.out.println(line(replay));
    }
    return equal ? 0 : 1;
  }

  private static String line(Replay replay) {
    return replay
        .difference()
        .map(
            difference ->
                "Run %s differs at %s%s. It was trained by %s."
                    .formatted(
                        replay.stored().runId(),
                        difference,
                        replay
                            .noise()
                            .map("; no more than the program's own noise: "::concat)
                            .orElse(""),
                        replay.stored().provenance()))
        .orElseGet(
            () ->
                "Run %s is identical: %s, %d evaluations, digest %s."
                    .formatted(
                        replay.stored().runId(),
                        replay.stored().status(),
                        replay.stored().evaluations(),
                        replay.stored().trajectoryDigest()));
  }
}
