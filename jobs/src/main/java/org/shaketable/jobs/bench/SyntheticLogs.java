package org.shaketable.jobs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.shaketable.jobs.exports.EventFile;

/** Event files of made-up runs that learn, a directory each, and the mapping that reads them. */
public final class SyntheticLogs {
  private static final double NOISE = 0.02;

  private SyntheticLogs() {}

  /** Writes; returns the mapping. */
  public static Path write(Path directory, int files, int steps, int series) throws IOException {
    for (int file = 0; file < files; file++) {
      write(directory.resolve("run-" + file), new SplittableRandom(file), steps, series);
    }
    return Files.writeString(
        directory.resolve("mapping.yaml"),
        """
        sweep: logs-%d
        source: tensorboard
        files: "run-{run}/events.out.tfevents.*"
        run: "{run}"
        replicate: "{run}"
        performance: {series: series-0, better: higher}
        features:
        """
                .formatted(files)
            + features(series));
  }

  private static String features(int series) {
    StringBuilder lines = new StringBuilder();
    for (int number = 1; number < series; number++) {
      lines.append("  feature_%d: {series: series-%d}\n".formatted(number, number));
    }
    return lines.toString();
  }

  private static void write(Path directory, SplittableRandom random, int steps, int series)
      throws IOException {
    Files.createDirectories(directory);
    try (EventFile events = EventFile.create(directory.resolve("events.out.tfevents.0.bench"))) {
      for (int step = 0; step < steps; step++) {
        SortedMap<String, Double> values = new TreeMap<>();
        for (int number = 0; number < series; number++) {
          double learned = 1 - Math.exp(-5.0 * step / steps);
          values.put("series-" + number, learned + NOISE * random.nextDouble());
        }
        events.scalars(step, values);
      }
    }
  }
}
