package org.shaketable.training.files;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.shaketable.refusal.Refusal;

/** Reads rows of comma-separated values (RFC 4180, any line ends, a byte-order mark or none). */
record CsvRows(char separator, boolean header) {
  private static final int LONGEST_CELL = 100_000;
  private static final int MOST_COLUMNS = 1_000_000;

  void read(DataFile file, Layout layout, SampleRows rows) {
    CsvParser parser = new CsvParser(settings());
    try {
      parser.beginParsing(new StringReader(text(file)));
      String[] first = parser.parseNext();
      if (first == null) {
        throw new Refusal("path", "expected rows, found an empty file: " + file.path());
      }
      List<String> names = header ? names(first) : numbered(first.length);
      Columns columns = new Columns(file, names, layout);
      for (String[] row = header ? parser.parseNext() : first;
          row != null;
          row = parser.parseNext()) {
        columns.add(row, parser.getContext().currentLine(), rows);
      }
    } catch (TextParsingException e) {
      throw new Refusal(
          "path",
          "expected comma-separated values, found something else in line %d of %s"
              .formatted(e.getLineIndex() + 1, file.path()),
          e);
    } finally {
      parser.stopParsing();
    }
  }

  private CsvParserSettings settings() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(separator);
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setSkipEmptyLines(true);
    settings.setMaxCharsPerColumn(LONGEST_CELL);
    settings.setMaxColumns(MOST_COLUMNS);
    return settings;
  }

  private static String text(DataFile file) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file.unpacked())).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new Refusal("path", "expected text in UTF-8, found other bytes in " + file.path(), e);
    }
  }

  private static List<String> names(String[] row) {
    return Arrays.stream(row).map(name -> name == null ? "" : name.strip()).toList();
  }

  private static List<String> numbered(int columns) {
    return IntStream.rangeClosed(1, columns).mapToObj(i -> "c" + i).toList();
  }

  /** The columns of one file. */
  private record Columns(DataFile file, List<String> names, int label, int[] inputs) {
    Columns(DataFile file, List<String> names, Layout layout) {
      this(file, names, layout.label(names, file.path()), layout.inputs(names, file.path()));
    }

    void add(String[] row, long line, SampleRows rows) {
      String where = "line %d of %s".formatted(line, file.path());
      if (row.length != names.size()) {
        throw new Refusal(
            "path",
            "expected %d values in a row, found %d in %s"
                .formatted(names.size(), row.length, where));
      }
      if (row[label] == null || row[label].isBlank()) {
        throw new Refusal(
            "label",
            "expected a class in column %s, found an empty cell in %s"
                .formatted(names.get(label), where));
      }
      float[] values = new float[inputs.length];
      for (int j = 0; j < values.length; j++) {
        values[j] = SampleRows.number(row[inputs[j]], names.get(inputs[j]), where);
      }
      rows.add(values, row[label].strip());
    }
  }
}
