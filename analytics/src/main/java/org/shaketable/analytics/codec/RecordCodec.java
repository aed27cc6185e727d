package org.shaketable.analytics.codec;

import java.lang.reflect.InvocationTargetException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * Codec between a record and a row of a table: one column per component, {@code finalPerformance}
 * as {@code final_performance}.
 *
 * <p>Components may be {@code String}, {@code int}, {@code long}, {@code double}, {@code boolean},
 * their boxes, {@code byte[]}, an enum (stored as its text), a {@code List} of any of these,
 * another record (a struct, or columns in its place where it is {@link
 * org.shaketable.analytics.table.Embedded}), or a {@code SortedMap} from names to numbers: one
 * column for each of the codec's names, or a column of maps where the codec has no names. NaN is
 * stored as null, and null is read back as NaN where the component is a {@code double} or a number
 * of such a map. Spark's bean encoder cannot read records: it gives an empty schema.
 *
 * @param <T> the record
 */
public final class RecordCodec<T extends Record> {
  /** Records that a task gets at once. */
  private static final int PART = 25_000;

  private final Class<T> type;
  private final List<RecordColumn> columns;
  private final StructType schema;

  private RecordCodec(Class<T> type, List<String> names) {
    this.type = type;
    this.columns = RecordColumn.of(type, names);
    this.schema = RecordColumn.schema(columns);
  }

  /** The codec of a record type; maps from names to numbers are columns of maps. */
  public static <T extends Record> RecordCodec<T> of(Class<T> type) {
    return new RecordCodec<>(type, List.of());
  }

  /** The codec of a record type; maps from names to numbers have one column for each name. */
  public static <T extends Record> RecordCodec<T> of(Class<T> type, List<String> names) {
    return new RecordCodec<>(type, List.copyOf(names));
  }

  /** The columns, all nullable, in the order of the components. */
  public StructType schema() {
    return schema;
  }

  /** The columns, to select from a table that may have more. */
  public Column[] columns() {
    return Stream.of(schema.fieldNames()).map(functions::col).toArray(Column[]::new);
  }

  /** The encoder of the rows. */
  public Encoder<Row> encoder() {
    return Encoders.row(schema);
  }

  /** A record as a row. */
  public Row row(T record) {
    return rowOf(record);
  }

  Row rowOf(Object record) {
    return RowFactory.create(cells(record).toArray());
  }

  Stream<Object> cells(Object record) {
    T own = type.cast(record);
    return columns.stream()
        .flatMap(column -> column.cells(RecordShape.value(own, column.component())));
  }

  /**
   * A row as a record; the row's columns may stand in any order, and there may be more. A row that
   * does not know their names, as {@link #row} makes it, has them in the order of the codec.
   */
  public T record(Row row) {
    Row named = row.schema() == null ? new GenericRowWithSchema(cells(row), schema) : row;
    Object[] arguments = columns.stream().map(column -> column.read(named)).toArray();
    try {
      return type.cast(RecordShape.of(type).make(arguments));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("Cannot make a " + type.getSimpleName() + " of a row", e);
    }
  }

  private static Object[] cells(Row row) {
    return IntStream.range(0, row.size()).mapToObj(row::get).toArray();
  }

  /** Records as a local data set. */
  public Dataset<Row> dataset(SparkSession spark, List<T> records) {
    return spark.createDataFrame(records.stream().map(this::row).toList(), schema);
  }

  /**
   * Records as a data set whose rows are made in tasks, part by part: in the driver the rows of
   * many would take more memory than the records.
   *
   * @param records serializable
   */
  public Dataset<Row> distributed(SparkSession spark, List<T> records) {
    Class<T> record = type;
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(records, 1 + records.size() / PART)
            .mapPartitions(part -> rows(of(record), part)),
        schema);
  }

  private static <T extends Record> Iterator<Row> rows(RecordCodec<T> codec, Iterator<T> records) {
    return JavaConverters.asJavaIterator(JavaConverters.asScalaIterator(records).map(codec::row));
  }

  /** Records as a local data set, with one more column, which says the same of all. */
  public Dataset<Row> dataset(SparkSession spark, List<T> records, String column, String value) {
    return spark.createDataFrame(
        records.stream()
            .map(
                record ->
                    RowFactory.create(Stream.concat(cells(record), Stream.of(value)).toArray()))
            .toList(),
        schema.add(column, DataTypes.StringType));
  }
}
