package org.shaketable.jobs.sql;

import java.util.stream.Collectors;
import org.shaketable.analytics.Tables;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.TableDefinition;

/** The statements of {@code conf/tables.sql} that register tables, from the tables' records. */
final class TableStatements {
  private static final String BEGIN =
      "-- Tables, generated from their records; a test holds them equal.\n";
  private static final String END = "-- Views.\n";

  /** Delta makes an empty table of these columns where there is none. */
  private static final String OPTIONAL =
      "-- Only in lakes that %s, so it may be made here, empty.\n";

  private TableStatements() {}

  /** The file with its part of tables as the records say, and its views as they are. */
  static String in(String file) {
    int begin = file.indexOf(BEGIN);
    int end = file.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "Invalid conf/tables.sql: expected the lines '%s' and '%s', in this order"
              .formatted(BEGIN.strip(), END.strip()));
    }
    return file.substring(0, begin) + BEGIN + statements() + "\n" + file.substring(end);
  }

  private static String statements() {
    return Tables.ALL.stream()
        .map(TableStatements::statement)
        .collect(Collectors.joining("\n", "\n", ""));
  }

  private static String statement(TableDefinition table) {
    return "-- %s: %s.\n%sCREATE TABLE IF NOT EXISTS %1$s %sUSING DELTA %sLOCATION '${lake}/%1$s';\n"
        .formatted(
            table.name(),
            table.row(),
            table.isOptional() ? OPTIONAL.formatted(table.onlyLakesThat()) : "",
            table.isOptional() ? columns(table) : "",
            table.isOptional() ? partitions(table) : "");
  }

  private static String columns(TableDefinition table) {
    String columns = RecordCodec.of(table.record()).schema().toDDL();
    return "(\n  %s)\n".formatted(columns.replaceAll(",(?![^<]*>)", ",\n  "));
  }

  private static String partitions(TableDefinition table) {
    return table.partitionedBy().isEmpty()
        ? ""
        : "PARTITIONED BY (%s) ".formatted(String.join(", ", table.partitionedBy()));
  }
}
