package org.shaketable.jobs.imports.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.shaketable.jobs.imports.log.Gathering;
import org.shaketable.jobs.imports.log.LineEnd;
import org.shaketable.jobs.imports.log.LogFile;
import org.shaketable.jobs.imports.log.LogReader;
import org.shaketable.jobs.imports.log.Skip;
import org.shaketable.jobs.json.Json;

/**
 * Tables of texts with a header. Lines before it that begin with {@code #} are comments; one that
 * is JSON, as of Stable-Baselines3's monitor, says facts of the run. A header that stands in the
 * middle again means that the training was started again.
 *
 * @param layout how rows say steps, runs and series
 * @param separator the separator between cells
 */
public record CsvReader(RowLayout layout, char separator) implements LogReader {
  private static final int MOST_COLUMNS = 50_000;

  @Override
  public void read(LogFile file, Gathering into) throws IOException {
    try (BufferedReader text = file.text(into.skips())) {
      comments(text, into);
      rows(text, into);
    }
  }

  private static void comments(BufferedReader text, Gathering into) throws IOException {
    text.mark(1);
    while (text.read() == '#') {
      facts(text.readLine(), into);
      text.mark(1);
    }
    text.reset();
  }

  private static void facts(String comment, Gathering into) {
    if (comment != null && comment.strip().startsWith("{")) {
      try {
        JsonNode facts = Json.tree(comment);
        facts.fields().forEachRemaining(f -> into.run().fact(f.getKey(), f.getValue().asText()));
      } catch (IOException e) {
        into.skips().add(Skip.CORRUPT, "the comment before the header");
      }
    }
  }

  private void rows(BufferedReader text, Gathering into) throws IOException {
    CsvParser parser = new CsvParser(settings());
    LineEnd end = new LineEnd(text);
    parser.beginParsing(end);
    String[] header = parser.parseNext();
    if (header == null) {
      into.skips().add(Skip.EMPTY, "line 1");
      return;
    }
    Table table = new Table(List.of(header), new RowMapper(layout, into), into);
    try {
      table.all(parser, end);
    } catch (TextParsingException e) {
      into.skips().add(Skip.CORRUPT, "line %,d".formatted(e.getLineIndex() + 1));
    } finally {
      parser.stopParsing();
    }
  }

  private CsvParserSettings settings() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(separator);
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setMaxCharsPerColumn(1 << 20);
    settings.setEmptyValue("");
    settings.setNullValue("");
    settings.setSkipEmptyLines(true);
    settings.setCommentProcessingEnabled(false);
    // Files are many and small, and read side by side anyway.
    settings.setReadInputOnSeparateThread(false);
    return settings;
  }

  /** Rows below one header. */
  private record Table(List<String> header, RowMapper mapper, Gathering into) {

    void all(CsvParser parser, LineEnd end) {
      String[] row = parser.parseNext();
      if (row == null) {
        into.skips().add(Skip.EMPTY, "line 2");
      }
      while (row != null) {
        String place = "line %,d".formatted(parser.getContext().currentLine());
        String[] next = parser.parseNext();
        if (next == null && !end.isWhole()) {
          into.skips().truncated(place);
        } else {
          one(row, place);
        }
        row = next;
      }
    }

    private void one(String[] row, String place) {
      if (Arrays.asList(row).equals(header)) {
        mapper.restarted();
      } else if (row.length == header.size()) {
        mapper.row(header, row, place);
      } else {
        into.skips().add(Skip.OTHER_WIDTH, place);
      }
    }
  }
}
