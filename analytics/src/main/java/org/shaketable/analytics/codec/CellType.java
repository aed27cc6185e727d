package org.shaketable.analytics.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** How values of one Java type are kept in a cell of a row. */
sealed interface CellType {
  Map<Type, DataType> SCALARS =
      Map.of(
          String.class, DataTypes.StringType,
          byte[].class, DataTypes.BinaryType,
          int.class, DataTypes.IntegerType,
          Integer.class, DataTypes.IntegerType,
          long.class, DataTypes.LongType,
          Long.class, DataTypes.LongType,
          double.class, DataTypes.DoubleType,
          Double.class, DataTypes.DoubleType,
          boolean.class, DataTypes.BooleanType,
          Boolean.class, DataTypes.BooleanType);

  /**
   * The cell type of a Java type.
   *
   * @param names the names of the numbers that maps inside records hold
   */
  static CellType of(Type type, List<String> names) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return new ListCell(of(list.getActualTypeArguments()[0], names));
    }
    if (type instanceof ParameterizedType map
        && map.getRawType() == SortedMap.class
        && List.of(map.getActualTypeArguments()).equals(List.of(String.class, Double.class))) {
      return new MapCell(of(double.class, names));
    }
    if (type instanceof Class<?> raw && raw.isRecord()) {
      return new StructCell(RecordCodec.of(raw.asSubclass(Record.class), names));
    }
    if (type instanceof Class<?> raw && raw.isEnum()) {
      return new WordCell(raw);
    }
    DataType scalar = SCALARS.get(type);
    if (scalar == null) {
      throw new IllegalArgumentException(
          "Invalid component type: expected a scalar, an enum, a list, a map or a record, found "
              + type);
    }
    return new ScalarCell(scalar, type == double.class);
  }

  /** Spark's type. */
  DataType dataType();

  /** What the row holds for a value. */
  Object cell(Object value);

  /** The value of what the row holds. */
  Object value(Object cell);

  /** A column of this type. */
  default StructField field(String name) {
    return DataTypes.createStructField(name, dataType(), true);
  }

  /** A number, text or truth; NaN is kept as null. */
  record ScalarCell(DataType dataType, boolean nullIsNan) implements CellType {
    @Override
    public Object cell(Object value) {
      return value instanceof Double number && number.isNaN() ? null : value;
    }

    @Override
    public Object value(Object cell) {
      return cell == null && nullIsNan ? (Object) Double.NaN : cell;
    }
  }

  /** A constant of an enum, kept as its text. */
  record WordCell(Class<?> type) implements CellType {
    @Override
    public DataType dataType() {
      return DataTypes.StringType;
    }

    @Override
    public Object cell(Object value) {
      return value == null ? null : value.toString();
    }

    @Override
    public Object value(Object cell) {
      if (cell == null) {
        return null;
      }
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> constant.toString().equals(cell))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "Invalid %s: expected one of %s, found %s"
                          .formatted(
                              type.getSimpleName(), List.of(type.getEnumConstants()), cell)));
    }
  }

  /** Numbers by name. */
  record MapCell(CellType number) implements CellType {
    @Override
    public DataType dataType() {
      return DataTypes.createMapType(DataTypes.StringType, number.dataType(), true);
    }

    @Override
    public Object cell(Object value) {
      Map<Object, Object> cells = new TreeMap<>();
      ((Map<?, ?>) value).forEach((name, item) -> cells.put(name, number.cell(item)));
      return cells;
    }

    @Override
    public Object value(Object cell) {
      Map<?, ?> cells =
          cell instanceof Map<?, ?> map
              ? map
              : JavaConverters.mapAsJavaMap((scala.collection.Map<?, ?>) cell);
      SortedMap<Object, Object> values = new TreeMap<>();
      cells.forEach((name, item) -> values.put(name, number.value(item)));
      return values;
    }
  }

  /** An array. */
  record ListCell(CellType element) implements CellType {
    @Override
    public DataType dataType() {
      return DataTypes.createArrayType(element.dataType(), true);
    }

    @Override
    public Object cell(Object value) {
      return value == null ? null : ((List<?>) value).stream().map(element::cell).toArray();
    }

    @Override
    public Object value(Object cell) {
      if (cell == null) {
        return null;
      }
      Stream<?> items =
          cell instanceof Object[] array
              ? Stream.of(array)
              : JavaConverters.seqAsJavaList((Seq<?>) cell).stream();
      return items.map(element::value).toList();
    }
  }

  /** A record as a struct. */
  record StructCell(RecordCodec<? extends Record> codec) implements CellType {
    @Override
    public DataType dataType() {
      return codec.schema();
    }

    @Override
    public Object cell(Object value) {
      return value == null ? null : codec.rowOf(value);
    }

    @Override
    public Object value(Object cell) {
      return cell == null ? null : codec.record((Row) cell);
    }
  }
}
