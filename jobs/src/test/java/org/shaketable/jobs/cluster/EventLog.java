package org.shaketable.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Spark's event log says of a driver that ended by itself.
 *
 * @param speculative tasks that were started a second time because they were slow
 * @param retried tasks that were started again because they had failed
 */
record EventLog(long speculative, long retried) {

  /** The one log in a directory. */
  static EventLog of(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> logs = files.filter(file -> !file.toString().endsWith(".crc")).toList();
      if (logs.size() != 1) {
        throw new AssertionError("Expected one event log, found " + logs);
      }
      return read(logs.get(0));
    }
  }

  private static EventLog read(Path log) throws IOException {
    long speculative = 0;
    long retried = 0;
    for (String line : Files.readAllLines(log)) {
      JsonNode event = new ObjectMapper().readTree(line);
      if (event.path("Event").asText().equals("SparkListenerTaskStart")) {
        JsonNode task = event.path("Task Info");
        boolean copy = task.path("Speculative").asBoolean();
        speculative += copy ? 1 : 0;
        retried += !copy && task.path("Attempt").asInt() > 0 ? 1 : 0;
      }
    }
    return new EventLog(speculative, retried);
  }
}
