package org.shaketable.jobs.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.Tables;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.table.TableColumn;
import org.shaketable.analytics.table.TableDefinition;
import org.shaketable.training.workload.Feature;

/** The data dictionary {@code analytics/TABLES.md}: every column of every table, as Markdown. */
public final class TableReference {
  private static final String HEAD =
      "| column | type | unit | meaning | better |\n|---|---|---|---|---|\n";

  private TableReference() {}

  /** The whole page. */
  public static String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # Tables

            Generated from the records of `org.shaketable.analytics.table`; a test holds this page
            equal to them (`-Dtables.write=true` writes it anew, and `conf/tables.sql`). Every table
            is a Delta table in the lake, in the directory of its name; `shaketable sql` asks them by
            name. A number that is not defined is null. `better` says which way is more stable, or
            the better performance; it is empty where neither is.

            """);
    section(page, "What sweeps, imports and reports write", Tables.PRIMARY);
    section(page, "What `shaketable analyze` computes", Tables.RESULTS);
    return page.append(features()).toString();
  }

  private static void section(StringBuilder page, String title, List<TableDefinition> tables) {
    page.append("## ").append(title).append("\n\n");
    tables.forEach(table -> page.append(table(table)));
  }

  private static String table(TableDefinition table) {
    String partitions =
        table.partitionedBy().isEmpty()
            ? ""
            : " Partitioned by %s.".formatted(String.join(" and ", table.partitionedBy()));
    String lakes =
        table.isOptional() ? " Only in lakes that %s.".formatted(table.onlyLakesThat()) : "";
    return "### %s\n\nOne row is %s.%s%s\n\n"
            .formatted(table.name(), table.row(), partitions, lakes)
        + HEAD
        + rows(table)
        + "\n";
  }

  private static String rows(TableDefinition table) {
    StructType schema =
        RecordCodec.of(table.record()).schema().add("analysed_versions", DataTypes.StringType);
    List<String> lines = new ArrayList<>();
    for (TableColumn column : table.columns()) {
      add(lines, "`" + column.name() + "`", column, schema.apply(column.name()).dataType());
    }
    return String.join("", lines);
  }

  /** The line of a column, and below it those of the fields of its structs. */
  private static void add(List<String> lines, String name, TableColumn column, DataType type) {
    DataType element = type instanceof ArrayType array ? array.elementType() : type;
    lines.add(
        "| %s | %s | %s | %s | %s |\n"
            .formatted(
                name,
                word(type),
                column.unit(),
                column.meaning().replace("|", "\\|"),
                column.better().map(Direction::toString).orElse("")));
    if (element instanceof StructType struct) {
      for (TableColumn field : column.fields()) {
        String path = name.substring(0, name.length() - 1) + "." + field.name() + "`";
        add(lines, path, field, struct.apply(field.name()).dataType());
      }
    }
  }

  private static String word(DataType type) {
    if (type instanceof ArrayType array) {
      return "array of " + word(array.elementType());
    }
    return type instanceof StructType ? "struct" : type.simpleString();
  }

  private static String features() {
    return """
    ## Features

    What learners at home measure, each a column of type double in `trajectories`; the table
    `workloads` says which of them a workload has, and names those of programs and imports.

    | feature | unit | analysed as |
    |---|---|---|
    %s\
    """
        .formatted(
            Arrays.stream(Feature.values())
                .map(
                    feature ->
                        "| `%s` | %s | %s |\n"
                            .formatted(
                                feature.column(),
                                feature.unit(),
                                feature.logarithmic() ? "its logarithm" : "it is"))
                .collect(Collectors.joining()));
  }
}
