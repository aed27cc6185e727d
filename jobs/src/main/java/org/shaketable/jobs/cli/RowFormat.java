package org.shaketable.jobs.cli;

import com.github.freva.asciitable.AsciiTable;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How the rows of an answer are printed. */
enum RowFormat {
  /** Columns side by side, for people. */
  TABLE {
    @Override
    void print(Dataset<Row> rows, PrintStream out) {
      List<Row> all = rows.collectAsList();
      String[][] cells =
          all.stream()
              .map(
                  row ->
                      IntStream.range(0, row.size())
                          .mapToObj(i -> shown(row.get(i)))
                          .toArray(String[]::new))
              .toArray(String[][]::new);
      out.println(AsciiTable.getTable(AsciiTable.NO_BORDERS, columns(rows), cells));
      out.printf("(%,d rows)%n", all.size());
    }
  },
  /** Comma-separated values with a header (RFC 4180), see {@link CellJson}; null is empty. */
  CSV {
    @Override
    void print(Dataset<Row> rows, PrintStream out) {
      out.println(Arrays.stream(rows.columns()).map(RowFormat::quoted).collect(COMMAS));
      Iterator<Row> all = rows.toLocalIterator();
      while (!Output.lost(out) && all.hasNext()) {
        Row row = all.next();
        out.println(
            IntStream.range(0, row.size())
                .mapToObj(i -> row.isNullAt(i) ? "" : quoted(CellJson.cell(row.get(i))))
                .collect(COMMAS));
      }
    }
  },
  /** One JSON object a line, see {@link CellJson}. */
  JSON {
    @Override
    void print(Dataset<Row> rows, PrintStream out) {
      Iterator<Row> all = rows.toLocalIterator();
      while (!Output.lost(out) && all.hasNext()) {
        out.println(CellJson.line(all.next()));
      }
    }
  };

  private static final java.util.stream.Collector<CharSequence, ?, String> COMMAS =
      Collectors.joining(",");

  abstract void print(Dataset<Row> rows, PrintStream out);

  private static com.github.freva.asciitable.Column[] columns(Dataset<Row> rows) {
    return Arrays.stream(rows.columns())
        .map(name -> new com.github.freva.asciitable.Column().header(name))
        .toArray(com.github.freva.asciitable.Column[]::new);
  }

  private static String shown(Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.6g", number)
        : CellJson.cell(value);
  }

  private static String quoted(String text) {
    return text.matches("(?s).*[\",\r\n].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
