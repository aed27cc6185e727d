package org.shaketable.jobs.exports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.shaketable.analytics.table.RunRow;

/**
 * Event files: a run in the directory {@code WORKLOAD/CONDITION/REPLICATE-RUN_ID}. Scalars are
 * tensors of doubles with the plug-in {@code scalars}, as a {@code simple_value} has only single
 * precision.
 *
 * @param out the folder in which the directories are made
 */
record EventWriter(Path out) implements RunWriter {
  @Override
  public void write(RunRow run, List<ExportedEvaluation> evaluations) throws IOException {
    Path directory =
        out.resolve(plain(run.workload()))
            .resolve(condition(run))
            .resolve("%d-%s".formatted(run.replicate(), run.runId()));
    Files.createDirectories(directory);
    Path file = directory.resolve("events.out.tfevents.0.shaketable");
    try (EventFile events = EventFile.create(file)) {
      for (ExportedEvaluation evaluation : evaluations) {
        events.scalars(evaluation.step(), evaluation.values());
      }
    }
  }

  private static String condition(RunRow run) {
    return run.family() == null
        ? run.role().toString()
        : plain("%s=%s %s".formatted(run.family(), run.magnitude(), run.schedule()));
  }

  /** A name without what ends a directory's, or leads out of it. */
  private static String plain(String name) {
    String plain = name.replaceAll("[/\\\\\\p{Cntrl}]", "_");
    return plain.matches("\\.+") ? plain.replace('.', '_') : plain;
  }
}
