package org.shaketable.jobs.sweep;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;

/** A sweep of a classifier that trains in milliseconds. */
public final class SmallSweep {
  /** Three conditions on one workload. */
  public static final String YAML =
      """
      sweep: small
      seed: 3
      replicates: 3
      clean-replicates: 3
      placebo: 0
      evaluations: 10
      workloads:
        blobs:
          task: {data: blobs, train: 100, test: 50}
          learner:
            algorithm: classification
            steps: 60
            batch-size: 16
            network: {hidden: [8], activation: tanh}
      perturbations:
        - family: gradient-noise
          magnitudes: [0.5, 8]
          schedule: {pulse: {onset: 50%, duration: 20%}}
        - family: signal-flip
          magnitudes: [0.4]
      """;

  private SmallSweep() {}

  /** The plan of a YAML text. */
  public static SweepPlan plan(String yaml) {
    try {
      Path file = Files.createTempFile("sweep", ".yaml");
      try {
        return SweepPlan.of(SweepConfig.read(Files.writeString(file, yaml)));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Trains what is missing and returns what was said. */
  public static String train(SparkSession spark, Lake lake, SweepPlan plan) {
    return said(out -> SweepJob.run(spark, lake, plan, out));
  }

  /** Trains again what was stopped, and what is missing, and returns what was said. */
  static String retry(SparkSession spark, Lake lake, SweepPlan plan) {
    return said(
        out -> {
          SweepJob.forget(spark, lake, plan, out, Again.STOPPED);
          SweepJob.run(spark, lake, plan, out);
        });
  }

  private static String said(Consumer<PrintStream> work) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    work.accept(new PrintStream(said, true, StandardCharsets.UTF_8));
    return said.toString(StandardCharsets.UTF_8);
  }
}
