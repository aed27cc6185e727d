package org.shaketable.jobs.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.shaketable.jobs.json.Json;

/**
 * What a process that trains a sweep tells others, in a file of the lake.
 *
 * @param sweep its name
 * @param before runs that the lake had of the sweep when the process began
 * @param expected runs that it will have when the process is done
 * @param since when it began, ISO 8601 in UTC
 * @param planned how many runs the sweep asks for, by workload and role; empty in the note of a
 *     version that did not say
 */
public record SweepNote(
    String sweep, long before, long expected, String since, List<Planned> planned) {
  private static final String DIRECTORY = "_sweeps";

  /** How many runs of a workload have a role. */
  public record Planned(String workload, String role, long runs) {}

  public SweepNote {
    planned = planned == null ? List.of() : List.copyOf(planned);
  }

  /** A sweep that begins now. */
  public static SweepNote now(String sweep, long before, long missing, List<Planned> planned) {
    return new SweepNote(sweep, before, before + missing, Instant.now().toString(), planned);
  }

  /** Puts this in the place of what was noted of the sweep before. */
  public void write(Lake lake) {
    try {
      lake.write(new Path(new Path(lake.root(), DIRECTORY), sweep + ".json"), Json.text(this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was noted last of each sweep, by name; without notes that were damaged. */
  public static List<SweepNote> of(Lake lake) {
    List<SweepNote> notes = new ArrayList<>();
    try {
      FileStatus[] files = lake.fileSystem().listStatus(new Path(lake.root(), DIRECTORY));
      Arrays.sort(files);
      for (FileStatus file : files) {
        if (file.getPath().getName().endsWith(".json")) {
          try (InputStream in = lake.fileSystem().open(file.getPath())) {
            Optional.ofNullable(Json.read(in, SweepNote.class)).ifPresent(notes::add);
          } catch (JsonProcessingException | ChecksumException e) {
            // A note only tells how far a sweep was: `status --check` names those it cannot read.
          }
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return notes;
  }
}
