package org.shaketable.jobs.imports.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import org.shaketable.jobs.imports.log.Gathering;
import org.shaketable.jobs.imports.log.LogFile;
import org.shaketable.jobs.imports.log.LogReader;
import org.shaketable.jobs.imports.log.Skip;
import org.shaketable.jobs.json.Json;

/**
 * One object of JSON a line.
 *
 * @param layout how rows say steps, runs and series
 */
public record JsonLinesReader(RowLayout layout) implements LogReader {

  @Override
  public void read(LogFile file, Gathering into) throws IOException {
    RowMapper mapper = new RowMapper(layout, into);
    try (BufferedReader lines = file.text(into.skips())) {
      int number = 1;
      String line = lines.readLine();
      if (line == null) {
        into.skips().add(Skip.EMPTY, "line 1");
      }
      while (line != null) {
        String next = lines.readLine();
        line(line, next == null, number++, mapper, into);
        line = next;
      }
    }
  }

  private static void line(
      String line, boolean last, int number, RowMapper mapper, Gathering into) {
    String text = line.strip();
    String place = "line %,d".formatted(number);
    if (text.isEmpty()) {
      return;
    }
    try {
      JsonNode object = Json.ofPython(text);
      if (object.isObject()) {
        JsonRow.of(object).into(mapper, place);
      } else {
        into.skips().add(Skip.CORRUPT, place);
      }
    } catch (JsonProcessingException e) {
      if (last) {
        into.skips().truncated(place);
      } else {
        into.skips().add(Skip.CORRUPT, place);
      }
    }
  }
}
