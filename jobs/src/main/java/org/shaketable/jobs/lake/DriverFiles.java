package org.shaketable.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils$;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Protocol;
import org.apache.spark.sql.delta.util.DeltaFileOperations$;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics$;
import org.apache.spark.sql.internal.LegacyBehaviorPolicy$;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.shaketable.analytics.codec.RecordCodec;
import scala.Option;
import scala.Predef$;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;

/**
 * The Parquet files of a table, read and written by this process with Spark's own reader and writer
 * and without a job: for a few rows the job takes longer.
 *
 * @param table its directory
 */
record DriverFiles(SparkSession spark, Path table, Protocol protocol, Metadata metadata) {
  /** What Spark's reader asks of a configuration, as this project's tables want it. */
  private static final Map<String, String> READING =
      Map.of(
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.optimizer.nestedSchemaPruning.enabled", "true",
          "spark.sql.caseSensitive", "false",
          "spark.sql.parquet.binaryAsString", "false",
          "spark.sql.parquet.int96AsTimestamp", "true",
          "spark.sql.parquet.inferTimestampNTZ.enabled", "true",
          "spark.sql.legacy.parquet.nanosAsLong", "false",
          "spark.sql.parquet.fieldId.read.enabled", "false");

  private static final Set<DataType> PLAIN =
      Set.of(
          DataTypes.StringType,
          DataTypes.IntegerType,
          DataTypes.LongType,
          DataTypes.DoubleType,
          DataTypes.BooleanType,
          DataTypes.BinaryType);

  /** No least or greatest values, which would have to be found. */
  private static final Map<String, String> KEPT = Map.of("delta.dataSkippingNumIndexedCols", "0");

  /**
   * Whether the table's files are plain: no part of them is deleted, no column has another name.
   */
  boolean readable() {
    return protocol.minReaderVersion() == 1
        && columns().stream()
            .allMatch(column -> schema().apply(column).dataType() == DataTypes.StringType)
        && Stream.of(schema().fields()).allMatch(field -> plain(field.dataType()));
  }

  /** Whether a type is one of those that records become, see {@link RecordCodec}. */
  private static boolean plain(DataType type) {
    if (type instanceof ArrayType array) {
      return plain(array.elementType());
    }
    if (type instanceof MapType map) {
      return plain(map.keyType()) && plain(map.valueType());
    }
    return type instanceof StructType struct
        ? Stream.of(struct.fields()).allMatch(field -> plain(field.dataType()))
        : PLAIN.contains(type);
  }

  /** Whether the table's files hold rows and nothing else asks to be kept of them. */
  boolean writable(DriverRows rows) {
    return readable()
        && protocol.minWriterVersion() == 2
        && KEPT.equals(settings())
        && rows.rows().stream()
            .allMatch(
                row ->
                    columns().stream().noneMatch(name -> row.isNullAt(schema().fieldIndex(name))));
  }

  /** Delta's settings of the table. */
  private Map<String, String> settings() {
    Map<String, String> settings =
        new HashMap<>(JavaConverters.mapAsJavaMap(metadata.configuration()));
    settings.keySet().removeIf(key -> !key.startsWith("delta."));
    settings.remove("delta.checkpointInterval");
    return settings;
  }

  /** The rows of files, whose columns stand in the order of the table's. */
  List<InternalRow> read(List<AddFile> files) throws IOException {
    StructType stored = stored();
    Configuration settings = spark.sessionState().newHadoopConf();
    READING.forEach(settings::set);
    settings.set(ParquetReadSupport.SPARK_ROW_REQUESTED_SCHEMA(), stored.json());
    List<InternalRow> rows = new ArrayList<>();
    for (AddFile file : files) {
      Object[] partition = partition(file);
      try (ParquetReader<InternalRow> reader =
          new Reader(HadoopInputFile.fromPath(path(file), settings)).build()) {
        for (InternalRow row = reader.read(); row != null; row = reader.read()) {
          rows.add(whole(row, stored, partition));
        }
      }
    }
    return rows;
  }

  /**
   * With the settings of the file, where the library's own reads Hadoop's from their files anew.
   */
  private static final class Reader extends ParquetReader.Builder<InternalRow> {
    Reader(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<InternalRow> getReadSupport() {
      RebaseDateTime.RebaseSpec none =
          new RebaseDateTime.RebaseSpec(LegacyBehaviorPolicy$.MODULE$.CORRECTED(), Option.empty());
      return new ParquetReadSupport(Option.empty(), false, none, none);
    }
  }

  private Path path(AddFile file) {
    return DeltaFileOperations$.MODULE$.absolutePath(table.toString(), file.path());
  }

  /** The table's columns that its files have: those that it is not partitioned by. */
  private StructType stored() {
    StructType stored = new StructType();
    for (StructField field : schema().fields()) {
      if (!partitioned(field.name())) {
        stored = stored.add(field);
      }
    }
    return stored;
  }

  /** The table's columns, all nullable. */
  StructType schema() {
    return metadata.schema().asNullable();
  }

  private boolean partitioned(String column) {
    return metadata.partitionColumns().contains(column);
  }

  /** The values of the columns that files are partitioned by, null in the place of the others. */
  private Object[] partition(AddFile file) {
    StructField[] fields = schema().fields();
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      if (partitioned(fields[i].name())) {
        values[i] = UTF8String.fromString(file.partitionValues().apply(fields[i].name()));
      }
    }
    return values;
  }

  /** A copy of a row, with the columns that it is partitioned by. */
  private InternalRow whole(InternalRow row, StructType stored, Object[] partition) {
    InternalRow own = row.copy();
    if (stored.size() == partition.length) {
      return own;
    }
    Object[] values = partition.clone();
    StructField[] fields = schema().fields();
    int next = 0;
    for (int i = 0; i < fields.length; i++) {
      if (!partitioned(fields[i].name())) {
        values[i] = own.get(next++, fields[i].dataType());
      }
    }
    return new GenericInternalRow(values);
  }

  /**
   * Writes rows into new files, one for each partition: what a transaction is to commit of them.
   */
  List<AddFile> add(OptimisticTransaction transaction, DriverRows rows) {
    try {
      List<AddFile> files = write(transaction.deltaLog(), rows);
      transaction.registerSQLMetrics(spark, metrics(files, rows.rows().size()));
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Delta's history tells of the write. */
  private scala.collection.immutable.Map<String, SQLMetric> metrics(List<AddFile> files, int rows) {
    return new scala.collection.immutable.Map.Map3<>(
        "numFiles", metric("number of written files", files.size()),
        "numOutputRows", metric("number of output rows", rows),
        "numOutputBytes", metric("written output", files.stream().mapToLong(AddFile::size).sum()));
  }

  private SQLMetric metric(String name, long value) {
    SQLMetric metric = SQLMetrics$.MODULE$.createMetric(spark.sparkContext(), name);
    metric.set(value);
    return metric;
  }

  private List<AddFile> write(DeltaLog log, DriverRows rows) throws IOException {
    Map<List<String>, List<InternalRow>> partitions = new LinkedHashMap<>();
    for (InternalRow row : rows.rows()) {
      partitions.computeIfAbsent(names(row), names -> new ArrayList<>()).add(row);
    }
    List<AddFile> files = new ArrayList<>();
    for (Map.Entry<List<String>, List<InternalRow>> partition : partitions.entrySet()) {
      files.add(write(log, partition.getKey(), partition.getValue()));
    }
    return files;
  }

  private List<String> columns() {
    return JavaConverters.seqAsJavaList(metadata.partitionColumns());
  }

  private List<String> names(InternalRow row) {
    return columns().stream().map(column -> row.getString(schema().fieldIndex(column))).toList();
  }

  private AddFile write(DeltaLog log, List<String> partition, List<InternalRow> rows)
      throws IOException {
    Job job = Job.getInstance(spark.sessionState().newHadoopConf());
    OutputWriterFactory factory =
        log.fileFormat(protocol, metadata).prepareWrite(spark, job, Map$.MODULE$.empty(), stored());
    TaskAttemptContextImpl task =
        new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID());
    String name = "part-00000-" + UUID.randomUUID() + "-c000" + factory.getFileExtension(task);
    Path relative = partition.isEmpty() ? new Path(name) : new Path(directory(partition), name);
    Path file = new Path(table, relative);
    OutputWriter writer = factory.newInstance(file.toString(), stored(), task);
    try {
      rows.forEach(row -> writer.write(withoutPartition(row)));
    } finally {
      writer.close();
    }
    FileStatus written = file.getFileSystem(job.getConfiguration()).getFileStatus(file);
    return new AddFile(
        relative.toUri().toString(),
        values(partition),
        written.getLen(),
        written.getModificationTime(),
        true,
        "{\"numRecords\":%d}".formatted(rows.size()),
        null,
        null,
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  private InternalRow withoutPartition(InternalRow row) {
    if (columns().isEmpty()) {
      return row;
    }
    List<Object> values = new ArrayList<>();
    StructField[] fields = schema().fields();
    for (int i = 0; i < fields.length; i++) {
      if (!partitioned(fields[i].name())) {
        values.add(row.isNullAt(i) ? null : row.get(i, fields[i].dataType()));
      }
    }
    return new GenericInternalRow(values.toArray());
  }

  /** As Spark names the directories of partitions. */
  private String directory(List<String> partition) {
    StringBuilder directory = new StringBuilder();
    for (int i = 0; i < partition.size(); i++) {
      directory
          .append(i == 0 ? "" : "/")
          .append(
              ExternalCatalogUtils$.MODULE$.getPartitionPathString(
                  columns().get(i), partition.get(i)));
    }
    return directory.toString();
  }

  private scala.collection.immutable.Map<String, String> values(List<String> partition) {
    List<Tuple2<String, String>> values = new ArrayList<>();
    for (int i = 0; i < partition.size(); i++) {
      values.add(new Tuple2<>(columns().get(i), partition.get(i)));
    }
    return JavaConverters.asScalaBuffer(values).toMap(Predef$.MODULE$.$conforms());
  }
}
