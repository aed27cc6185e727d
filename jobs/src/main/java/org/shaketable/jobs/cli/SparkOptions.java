package org.shaketable.jobs.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.Utils$;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.LakeSession;
import org.shaketable.jobs.sweep.EarlyTrainings;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class SparkOptions {
  private static final List<String> TRACES =
      List.of(
          "org.apache.hadoop.hdfs.DFSClient",
          "org.apache.hadoop.hdfs.DataStreamer",
          "org.apache.spark.SparkContext",
          "org.apache.spark.executor.Executor",
          "org.apache.spark.scheduler.TaskSetManager",
          "org.apache.spark.scheduler.cluster.StandaloneSchedulerBackend",
          "org.apache.spark.rpc.netty.Inbox",
          "org.apache.spark.sql.delta.files.DeltaFileFormatWriter",
          "org.apache.spark.sql.execution.datasources.FileFormatWriter",
          "org.apache.spark.util.Utils");

  /**
   * Bytes of heap below which Spark refuses to start: one and a half of what it keeps for itself.
   */
  private static final long LEAST_MEMORY = 450L << 20;

  /** What Spark says of a master that it cannot make anything of. */
  private static final Pattern REFUSED =
      Pattern.compile("parse Master URL|Invalid master URL|run locally with \\d+ threads");

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
    if (master != null && master.isBlank()) {
      throw refused(null);
    }
    requireMemory(Runtime.getRuntime().maxMemory());
    // Spark's own settings, which are not quiet under spark-submit, are made with its first logger.
    var unused = Utils$.MODULE$.log();
    Configurator.setRootLevel(verbose ? Level.INFO : Level.ERROR);
    if (!verbose) {
      quietTraces();
    }
    try {
      return LakeSession.open(Optional.ofNullable(master), extensions);
    } catch (Exception e) {
      // Spark's own exception is checked, but Scala does not declare it.
      if (e instanceof SparkException && REFUSED.matcher(e.getMessage()).find()) {
        throw refused(e);
      }
      throw e;
    }
  }

  /**
   * The same for a command that trains a sweep: where it is trained in this process, its kernels
   * are compiled meanwhile.
   */
  SparkSession sessionToTrain(SweepConfig config) {
    if (LakeSession.local(Optional.ofNullable(master))) {
      EarlyTrainings.begin(config);
    }
    return session();
  }

  private static void requireMemory(long bytes) {
    if (bytes < LEAST_MEMORY) {
      throw new Mistake(
          "Cannot start: expected a heap of at least %d MB, which Spark wants, found %d MB; give more, e.g. SHAKETABLE_JAVA_OPTS=-Xmx2g, or --driver-memory 2g to spark-submit"
              .formatted(LEAST_MEMORY >> 20, bytes >> 20));
    }
  }

  private Mistake refused(Exception cause) {
    return new Mistake(
        "Invalid --master: expected e.g. local[2], spark://HOST:7077 or yarn, found %s"
            .formatted(master == null || master.isBlank() ? "nothing" : master),
        cause);
  }

  /** Keeps Spark's traces of what failed from the terminal: the command tells of it. */
  private static void quietTraces() {
    TRACES.forEach(logger -> Configurator.setLevel(logger, Level.OFF));
  }
}
