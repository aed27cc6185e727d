package org.shaketable.jobs.lake;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.shaketable.jobs.RecordShape;

/**
 * Codec between a record and a row of a table: one column per component, {@code finalPerformance}
 * as {@code final_performance}.
 *
 * <p>Components may be {@code String}, {@code int}, {@code long}, {@code double}, {@code boolean},
 * their boxes, {@code byte[]}, a {@code List} of any of these, another record (a struct), or {@code
 * Features} (one column per feature). NaN is stored as null, and null is read back as NaN where the
 * component is a {@code double}. Spark's bean encoder cannot read records: it gives an empty
 * schema.
 *
 * @param <T> the record
 */
public final class RecordCodec<T extends Record> {
  private final Class<T> type;
  private final List<Column> columns;
  private final StructType schema;

  private RecordCodec(Class<T> type) {
    this.type = type;
    this.columns = Column.of(type);
    this.schema = Column.schema(columns);
  }

  /** The codec of a record type. */
  public static <T extends Record> RecordCodec<T> of(Class<T> type) {
    return new RecordCodec<>(type);
  }

  /** The columns, all nullable, in the order of the components. */
  public StructType schema() {
    return schema;
  }

  /** The encoder of the rows. */
  public Encoder<Row> encoder() {
    return Encoders.row(schema);
  }

  /** A record as a row. */
  public Row row(T record) {
    Object[] cells = new Object[schema.size()];
    int cell = 0;
    for (Column column : columns) {
      cell = column.write(record, cells, cell);
    }
    return RowFactory.create(cells);
  }

  Row rowOf(Object record) {
    return row(type.cast(record));
  }

  /** A row as a record; the row's columns may stand in any order, and there may be more. */
  public T record(Row row) {
    Object[] arguments = columns.stream().map(column -> column.read(row)).toArray();
    try {
      return type.cast(RecordShape.of(type).make(arguments));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("Cannot make a " + type.getSimpleName() + " of a row", e);
    }
  }

  /** Records as a local data set. */
  public Dataset<Row> dataset(SparkSession spark, List<T> records) {
    return spark.createDataFrame(records.stream().map(this::row).toList(), schema);
  }

  /** {@code wallSeconds} as {@code wall_seconds}. */
  static String columnName(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
