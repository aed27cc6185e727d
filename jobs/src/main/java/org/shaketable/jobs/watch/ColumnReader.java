package org.shaketable.jobs.watch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Some columns of a Parquet file, without Spark. */
final class ColumnReader {
  private ColumnReader() {}

  /** Hands over each row; none of a file that is gone, as after a compaction. */
  static void read(Path file, Configuration settings, List<String> columns, Consumer<Group> rows)
      throws IOException {
    try {
      Configuration own = new Configuration(settings);
      own.set(ReadSupport.PARQUET_READ_SCHEMA, schema(file, settings, columns).toString());
      try (ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), file).withConf(own).build()) {
        for (Group row = reader.read(); row != null; row = reader.read()) {
          rows.accept(row);
        }
      }
    } catch (FileNotFoundException e) {
      // What it held is in another file, whose rows were told of when they came.
    }
  }

  /** How many rows a file has; 0 of one that is gone. */
  static long count(Path file, Configuration settings) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, settings))) {
      return reader.getRecordCount();
    } catch (FileNotFoundException e) {
      return 0;
    }
  }

  private static MessageType schema(Path file, Configuration settings, List<String> columns)
      throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, settings))) {
      MessageType whole = reader.getFooter().getFileMetaData().getSchema();
      List<Type> wanted =
          whole.getFields().stream().filter(type -> columns.contains(type.getName())).toList();
      return new MessageType(whole.getName(), wanted);
    }
  }

  /** A text; null where there is none. */
  static String text(Group row, String column) {
    return has(row, column) ? row.getString(column, 0) : null;
  }

  /** A number; NaN where there is none. */
  static double real(Group row, String column) {
    return has(row, column) ? row.getDouble(column, 0) : Double.NaN;
  }

  private static boolean has(Group row, String column) {
    return row.getType().containsField(column) && row.getFieldRepetitionCount(column) > 0;
  }
}
