package org.shaketable.jobs.report;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.shaketable.jobs.json.Json;

/** Every table of the report as CSV, with all digits, and those that fit a paper as LaTeX. */
final class TableFiles {
  /** How many rows a table for LaTeX has: as many as the page shows. */
  private static final int LATEX_ROWS = 500;

  private TableFiles() {}

  /** Writes {@code FIGURE-QUERY.csv} and {@code .tex}; returns how many tables. */
  static int write(Document document, Path directory) throws IOException {
    int tables = 0;
    for (Section section : document.sections()) {
      for (Map.Entry<String, Result> query : section.queries().entrySet()) {
        String name = fileName(section.id() + "-" + query.getKey());
        csv(directory.resolve(name + ".csv"), query.getValue());
        if (query.getValue().rows().size() <= LATEX_ROWS) {
          Files.writeString(
              directory.resolve(name + ".tex"),
              LatexTable.of(section.title(), name, query.getValue()));
        }
        tables++;
      }
    }
    return tables;
  }

  /** A name that any file system takes. */
  static String fileName(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  private static void csv(Path file, Result result) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      CsvWriterSettings settings = new CsvWriterSettings();
      settings.trimValues(false);
      CsvWriter csv = new CsvWriter(out, settings);
      csv.writeHeaders(result.columns());
      for (List<Object> row : result.rows()) {
        csv.writeRow(row.stream().map(TableFiles::cell).toArray());
      }
      csv.flush();
    }
  }

  private static Object cell(Object value) {
    return value instanceof Collection<?> ? Json.text(value) : value;
  }
}
