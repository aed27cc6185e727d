package org.shaketable.jobs.lake;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.shaketable.jobs.RecordShape;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;

/** One component of a record as one column of a table, or as one column per feature. */
record Column(RecordComponent component, CellType type, List<StructField> fields) {

  static Column of(RecordComponent component) {
    if (component.getType() == Features.class) {
      return new Column(
          component,
          CellType.of(double.class),
          Arrays.stream(Feature.values())
              .map(feature -> CellType.of(double.class).field(feature.column()))
              .toList());
    }
    CellType type = CellType.of(component.getGenericType());
    return new Column(
        component, type, List.of(type.field(RecordCodec.columnName(component.getName()))));
  }

  /** Writes this component of {@code record} to {@code cells} from {@code cell} on. */
  int write(Record record, Object[] cells, int cell) {
    Object value = RecordShape.value(record, component);
    if (value instanceof Features features) {
      for (Feature feature : Feature.values()) {
        cells[cell + feature.ordinal()] = type.cell(features.value(feature));
      }
    } else {
      cells[cell] = type.cell(value);
    }
    return cell + fields.size();
  }

  /** The value of this component in a row. */
  Object read(Row row) {
    if (component.getType() != Features.class) {
      return type.value(row.get(row.fieldIndex(fields.get(0).name())));
    }
    Map<Feature, Double> values = new EnumMap<>(Feature.class);
    for (Feature feature : Feature.values()) {
      values.put(feature, (Double) type.value(row.get(row.fieldIndex(feature.column()))));
    }
    return new Features(values);
  }

  static StructType schema(List<Column> columns) {
    return new StructType(
        columns.stream().flatMap(column -> column.fields().stream()).toArray(StructField[]::new));
  }

  /** The columns of a record type, in the order of its components. */
  static List<Column> of(Class<? extends Record> type) {
    return RecordShape.of(type).components().stream().map(Column::of).toList();
  }
}
