package org.shaketable.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How far the driver's lane of a sweep has come, for those who kill it. */
public final class LaneFiles {
  private LaneFiles() {}

  /** Files that a workload's trajectories are in: the lane commits one for each twin. */
  public static long of(Path lake, String sweep, String workload) throws IOException {
    Path files = lake.resolve("trajectories/sweep=" + sweep + "/workload=" + workload);
    try (Stream<Path> found = Files.list(files)) {
      return found.filter(file -> file.toString().endsWith(".parquet")).count();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
