package org.shaketable.jobs.cli;

import java.util.Optional;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.LakeSession;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class SparkOptions {
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
    // Under spark-submit Spark's own settings came first, which are not quiet.
    Configurator.setRootLevel(verbose ? Level.INFO : Level.ERROR);
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

  /** Keeps Spark's own words about a task that failed from the terminal: the answer tells of it. */
  void quietTasks() {
    if (!verbose) {
      Configurator.setLevel("org.apache.spark.executor.Executor", Level.OFF);
      Configurator.setLevel("org.apache.spark.scheduler.TaskSetManager", Level.OFF);
    }
  }
}
