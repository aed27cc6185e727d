package org.shaketable.analytics.codec;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.table.Embedded;
import org.shaketable.analytics.table.TableColumn;

/** One component of a record as one column of a table, or as one column for each of its names. */
sealed interface RecordColumn {

  /** The columns of a record type, in the order of its components. */
  static List<RecordColumn> of(Class<? extends Record> type, List<String> names) {
    return RecordShape.of(type).components().stream()
        .map(component -> of(component, names))
        .toList();
  }

  private static RecordColumn of(RecordComponent component, List<String> names) {
    if (component.isAnnotationPresent(Embedded.class)) {
      var type = component.getType().asSubclass(Record.class);
      return new Spliced(component, RecordCodec.of(type, names));
    }
    return component.getType() == SortedMap.class && !names.isEmpty()
        ? new Spread(component, names)
        : new Single(component, CellType.of(component.getGenericType(), names));
  }

  /** The fields of all columns. */
  static StructType schema(List<RecordColumn> columns) {
    return new StructType(
        columns.stream().flatMap(column -> column.fields().stream()).toArray(StructField[]::new));
  }

  /** Spark's fields. */
  List<StructField> fields();

  /** The component that this writes and reads. */
  RecordComponent component();

  /** The cells of this component's value. */
  Stream<Object> cells(Object value);

  /** The value of this component in a row. */
  Object read(Row row);

  /** One column. */
  record Single(RecordComponent component, CellType type) implements RecordColumn {
    @Override
    public List<StructField> fields() {
      return List.of(type.field(TableColumn.name(component)));
    }

    @Override
    public Stream<Object> cells(Object value) {
      return Stream.of(new Object[] {type.cell(value)});
    }

    @Override
    public Object read(Row row) {
      return type.value(row.get(row.fieldIndex(TableColumn.name(component))));
    }
  }

  /** The columns of a record in its place; all null where there is none. */
  record Spliced(RecordComponent component, RecordCodec<? extends Record> codec)
      implements RecordColumn {
    @Override
    public List<StructField> fields() {
      return List.of(codec.schema().fields());
    }

    @Override
    public Stream<Object> cells(Object value) {
      return value == null
          ? Stream.generate(() -> null).limit(codec.schema().size())
          : codec.cells(value);
    }

    @Override
    public Object read(Row row) {
      return codec.record(row);
    }
  }

  /** One column for each name of a map, in the order of the names. */
  record Spread(RecordComponent component, List<String> names) implements RecordColumn {
    private static final CellType NUMBER = CellType.of(double.class, List.of());

    @Override
    public List<StructField> fields() {
      return names.stream().map(NUMBER::field).toList();
    }

    @Override
    public Stream<Object> cells(Object value) {
      Map<?, ?> numbers = (Map<?, ?>) value;
      if (!names.containsAll(numbers.keySet())) {
        throw new IllegalArgumentException(
            "Invalid %s: expected names out of %s, found %s"
                .formatted(component.getName(), names, numbers.keySet()));
      }
      return names.stream().map(name -> NUMBER.cell(numbers.get(name)));
    }

    @Override
    public Object read(Row row) {
      SortedMap<String, Object> numbers = new TreeMap<>();
      names.forEach(name -> numbers.put(name, NUMBER.value(row.get(row.fieldIndex(name)))));
      return numbers;
    }
  }
}
