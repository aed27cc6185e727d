package org.shaketable.jobs.calibrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.shaketable.jobs.sweep.TaskHost;
import org.shaketable.training.program.Host;
import org.shaketable.training.program.Program;
import org.shaketable.training.program.ProgramFile;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Workload;

/**
 * Trains runs without twins on executors. A calibration has no lake, so the files of programs are
 * handed on by Spark, each once to each executor.
 */
final class Alone {
  private Alone() {}

  /** To be called on the driver, before tasks call {@link #train}. */
  static void ship(JavaSparkContext context, List<Workload> workloads) {
    if (context.isLocal()) {
      return;
    }
    workloads.stream()
        .flatMap(workload -> files(workload).stream())
        .distinct()
        .forEach(file -> context.addFile(named(file).toString()));
  }

  /** Spark knows files by their names: here that is what is in them. */
  private static Path named(ProgramFile file) {
    try {
      Path directory = Files.createTempDirectory("shaketable-files-");
      directory.toFile().deleteOnExit();
      Path copy = directory.resolve(file.sha256());
      copy.toFile().deleteOnExit();
      return Files.copy(Host.file(file.sha256()).orElseThrow(), copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ProgramFile> files(Workload workload) {
    return workload.learner() instanceof Program program ? program.files() : List.of();
  }

  /** Trains a run in a task, with the cores and GPUs of that. */
  static Run train(RunSpec spec) {
    for (ProgramFile file : files(spec.workload())) {
      if (Host.file(file.sha256()).isEmpty()) {
        Host.hand(file.sha256(), Path.of(SparkFiles.get(file.sha256())));
      }
    }
    return TaskHost.here().during(() -> Twin.alone(spec));
  }
}
