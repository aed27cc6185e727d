package org.shaketable.jobs.cli;

import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.shaketable.jobs.Causes;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A cluster's master that does not answer, or not any more: Spark then ends its own context. */
final class MasterFault {
  private static final List<String> ENDED =
      List.of(
          "stopped SparkContext",
          "SparkContext was shut down",
          "SparkContext has been shutdown",
          "All masters are unresponsive");

  private MasterFault() {}

  /** The line to tell of it; empty where a fault is another one, or Spark runs in this process. */
  static Optional<String> line(Throwable fault, CommandSpec command) {
    OptionSpec option = command.findOption("--master");
    String asked = option == null ? null : option.getValue();
    String master = asked == null ? new SparkConf().get("spark.master", "local[*]") : asked;
    boolean ended =
        Causes.of(fault)
            .map(cause -> String.valueOf(cause.getMessage()))
            .anyMatch(message -> ENDED.stream().anyMatch(message::contains));
    return ended && !master.startsWith("local")
        ? Optional.of(
            "Cannot use master %s: it does not answer; the runs that the lake has are safe: see that it runs and can be reached, then give the same command again, or give another with --master"
                .formatted(master))
        : Optional.empty();
  }
}
