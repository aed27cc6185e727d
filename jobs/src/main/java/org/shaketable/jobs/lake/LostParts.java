package org.shaketable.jobs.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.shaketable.jobs.Mistake;

/**
 * What makes a directory a lake and was lost: the marker, or the table {@code runs}. Both are also
 * missing while a lake is made, which then has no rows.
 */
final class LostParts {
  private LostParts() {}

  /** A lake whose table {@code runs} is not there. */
  static Mistake withoutRuns(Lake lake, String directory) {
    return hadRuns(lake)
        ? missing(lake, "runs")
        : new Mistake(
            "Cannot open lake %s: it was not made to its end, as it has no table runs; wait for the process that makes it, or make it whole with `shaketable sweep CONFIG --lake %s`"
                .formatted(directory, directory));
  }

  /** A table of every lake that is not there. */
  static Mistake missing(Lake lake, String table) {
    return new Mistake(
        "Damaged lake %s: table %s is missing; restore it from a copy, or give `shaketable sweep CONFIG --lake %s`, which trains again what it held"
            .formatted(lake, table, lake));
  }

  /** Whether there is or was a run: rows of trajectories lie beside the log of their table. */
  static boolean hadRuns(Lake lake) {
    return entries(lake, "trajectories").stream()
        .anyMatch(entry -> !entry.getPath().getName().startsWith("_"));
  }

  private static List<FileStatus> entries(Lake lake, String table) {
    try {
      return Arrays.asList(lake.fileSystem().listStatus(new Path(lake.path(table))));
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A directory without a marker that has tables of a lake. */
  static Optional<Mistake> marker(Lake lake) {
    return PrimaryTable.ALWAYS.stream().allMatch(table -> !lake.has(table.name()))
        ? Optional.empty()
        : Optional.of(
            new Mistake(
                "Damaged lake %s: its _shaketable.json is missing; restore it from a copy, or copy that of another lake that the same version of Shaketable made"
                    .formatted(lake)));
  }
}
