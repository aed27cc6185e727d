package org.shaketable.analytics.table;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table, as its record defines it.
 *
 * @param record one row
 * @param row what one row is
 * @param partitionedBy columns
 * @param onlyLakesThat what the lakes do that have it; empty where all have it
 * @param analysed whether each row ends with the column of {@link Analysed}
 */
public record TableDefinition(
    String name,
    Class<? extends Record> record,
    String row,
    List<String> partitionedBy,
    String onlyLakesThat,
    boolean analysed,
    List<TableColumn> columns) {
  public TableDefinition {
    partitionedBy = List.copyOf(partitionedBy);
    columns = List.copyOf(columns);
  }

  /** Whether some lakes do not have it. */
  public boolean isOptional() {
    return !onlyLakesThat.isEmpty();
  }

  /** The table of a record that carries {@link Table}. */
  public static TableDefinition of(Class<? extends Record> record) {
    Table table = record.getAnnotation(Table.class);
    if (table == null) {
      throw new IllegalArgumentException(
          "Invalid record: expected one that carries @Table, found " + record.getSimpleName());
    }
    Stream<TableColumn> analysed =
        table.analysed() ? TableColumn.of(Analysed.class).stream() : Stream.empty();
    return new TableDefinition(
        table.name(),
        record,
        table.row(),
        List.of(table.partitionedBy()),
        table.onlyLakesThat(),
        table.analysed(),
        Stream.concat(TableColumn.of(record).stream(), analysed).toList());
  }
}
