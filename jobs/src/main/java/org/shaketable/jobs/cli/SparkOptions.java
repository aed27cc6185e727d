package org.shaketable.jobs.cli;

import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.Utils$;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.LakeSession;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class SparkOptions {
  private static final List<String> TASKS =
      List.of(
          "org.apache.spark.executor.Executor",
          "org.apache.spark.scheduler.TaskSetManager",
          "org.apache.spark.sql.delta.files.DeltaFileFormatWriter",
          "org.apache.spark.sql.execution.datasources.FileFormatWriter",
          "org.apache.spark.util.Utils");

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Where Spark runs; default: what spark-submit set, else local[*].")
  private String master;

  @Option(names = "--verbose", description = "Logs what Spark does.")
  private boolean verbose;

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  /** The session of this process, with further extensions of Spark's SQL. */
  SparkSession session(String... extensions) {
    // Spark's own settings, which are not quiet under spark-submit, are made with its first logger.
    var unused = Utils$.MODULE$.log();
    Configurator.setRootLevel(verbose ? Level.INFO : Level.ERROR);
    if (!verbose) {
      quietTasks();
    }
    try {
      return LakeSession.open(Optional.ofNullable(master), extensions);
    } catch (Exception e) {
      // Spark's own exception is checked, but Scala does not declare it.
      if (e instanceof SparkException && e.getMessage().contains("parse Master URL")) {
        throw new Mistake(
            "Invalid --master: expected e.g. local[2], spark://HOST:7077 or yarn, found %s"
                .formatted(master),
            e);
      }
      throw e;
    }
  }

  /** Keeps Spark's traces of a task that failed from the terminal: the command tells of it. */
  private static void quietTasks() {
    TASKS.forEach(logger -> Configurator.setLevel(logger, Level.OFF));
  }
}
