package org.shaketable.jobs.imports.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.shaketable.jobs.imports.log.Gathering;
import org.shaketable.jobs.imports.log.LineEnd;
import org.shaketable.jobs.imports.log.LogFile;
import org.shaketable.jobs.imports.log.LogReader;
import org.shaketable.jobs.imports.log.Numbers;
import org.shaketable.jobs.imports.log.Skip;
import org.shaketable.jobs.json.Json;

/**
 * The run whose {@code meta.yaml} is read: metrics as series, parameters and tags as what the log
 * says of the run, as {@code params.lr} and {@code tags.mlflow.runName}.
 */
public final class RunDirectoryReader implements LogReader {
  private static final long serialVersionUID = 1;
  private static final int STEP = 2;

  @Override
  public void read(LogFile meta, Gathering into) throws IOException {
    meta(meta, into);
    Path directory = meta.path().getParent();
    List<Path> metrics = files(meta.fileSystem(), new Path(directory, "metrics"));
    for (Path file : metrics) {
      metric(
          name(new Path(directory, "metrics"), file),
          new LogFile(file, meta.configuration()),
          into);
    }
    for (String kind : List.of("params", "tags")) {
      for (Path file : files(meta.fileSystem(), new Path(directory, kind))) {
        String name = kind + "." + name(new Path(directory, kind), file);
        into.run().fact(name, text(new LogFile(file, meta.configuration())));
      }
    }
    if (metrics.isEmpty()) {
      into.skips().add(Skip.EMPTY, "no metric in " + directory);
    }
  }

  /** MLflow deletes a run by a note in this file. */
  private static void meta(LogFile file, Gathering into) throws IOException {
    try (InputStream in = file.open()) {
      JsonNode meta = Json.yaml(in);
      if (meta.path("lifecycle_stage").asText().equals("deleted")) {
        into.refuse("it was deleted in MLflow");
      }
      if (meta.path("run_name").isTextual()) {
        into.run().fact("run_name", meta.path("run_name").asText());
      }
    } catch (JsonProcessingException e) {
      into.skips().add(Skip.CORRUPT, "meta.yaml");
    }
  }

  /** All files below a directory, sorted; none where it does not exist. */
  private static List<Path> files(FileSystem fileSystem, Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    if (fileSystem.exists(directory)) {
      FileStatus[] entries = fileSystem.listStatus(directory);
      Arrays.sort(entries);
      for (FileStatus entry : entries) {
        if (entry.isDirectory()) {
          files.addAll(files(fileSystem, entry.getPath()));
        } else if (!entry.getPath().getName().startsWith(".")) {
          files.add(entry.getPath());
        }
      }
    }
    return files;
  }

  /** A metric {@code eval/loss} lies in a directory {@code eval}. */
  private static String name(Path directory, Path file) {
    return file.toUri().getPath().substring(directory.toUri().getPath().length() + 1);
  }

  private static String text(LogFile file) throws IOException {
    try (InputStream in = file.open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static void metric(String name, LogFile file, Gathering into) throws IOException {
    try (LineEnd end = new LineEnd(file.text(into.skips()));
        BufferedReader lines = new BufferedReader(end)) {
      int number = 1;
      String line = lines.readLine();
      while (line != null) {
        String next = lines.readLine();
        String place = "line %d of metric %s".formatted(number++, name);
        if (next == null && !end.isWhole()) {
          into.skips().add(Skip.TRUNCATED, place);
        } else {
          line(name, line.strip(), place, into);
        }
        line = next;
      }
    }
  }

  /** Milliseconds, value and step, with blanks between. */
  private static void line(String name, String line, String place, Gathering into) {
    if (line.isEmpty()) {
      return;
    }
    String[] words = line.split("\\s+");
    if (words.length <= STEP) {
      into.skips().add(words.length < STEP ? Skip.CORRUPT : Skip.NO_STEP, place);
      return;
    }
    OptionalDouble value = Numbers.parse(words[1]);
    OptionalDouble step = Numbers.parse(words[STEP]);
    OptionalLong whole = step.isPresent() ? Numbers.step(step.getAsDouble()) : OptionalLong.empty();
    if (whole.isEmpty()) {
      into.skips().add(Skip.NO_STEP, place);
    } else if (value.isEmpty()) {
      into.skips().add(Skip.NO_NUMBER, place);
    } else {
      into.run().value(name, whole.getAsLong(), value.getAsDouble());
    }
  }
}
