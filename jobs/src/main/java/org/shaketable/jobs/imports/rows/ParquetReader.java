package org.shaketable.jobs.imports.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.shaketable.jobs.imports.log.Gathering;
import org.shaketable.jobs.imports.log.LogFile;
import org.shaketable.jobs.imports.log.LogReader;
import org.shaketable.jobs.imports.log.Skip;

/**
 * Flat columns of numbers and texts of a Parquet file.
 *
 * @param layout how rows say steps, runs and series
 */
public record ParquetReader(RowLayout layout) implements LogReader {

  @Override
  public void read(LogFile file, Gathering into) throws IOException {
    if (file.fileSystem().getFileStatus(file.path()).getLen() == 0) {
      into.skips().add(Skip.EMPTY, "byte 0");
      return;
    }
    int number = 0;
    try (var rows =
        org.apache.parquet.hadoop.ParquetReader.builder(new GroupReadSupport(), file.path())
            .withConf(file.configuration())
            .build()) {
      RowMapper mapper = new RowMapper(layout, into);
      for (Group row = rows.read(); row != null; row = rows.read()) {
        number++;
        row(row, mapper, "row %,d".formatted(number));
      }
    } catch (IOException | RuntimeException e) {
      // Parquet says in many ways that a file is none, or is not whole.
      into.skips()
          .add(number == 0 ? Skip.CORRUPT : Skip.TRUNCATED, "row %,d".formatted(number + 1));
    }
  }

  private static void row(Group row, RowMapper mapper, String place) {
    List<String> columns = new ArrayList<>();
    List<Object> cells = new ArrayList<>();
    for (Type type : row.getType().getFields()) {
      if (type.isPrimitive()) {
        int field = row.getType().getFieldIndex(type.getName());
        columns.add(type.getName());
        cells.add(
            row.getFieldRepetitionCount(field) == 0
                ? null
                : cell(row, field, type.asPrimitiveType().getPrimitiveTypeName()));
      }
    }
    mapper.row(columns, cells.toArray(), place);
  }

  private static Object cell(Group row, int field, PrimitiveTypeName type) {
    return switch (type) {
      case DOUBLE -> row.getDouble(field, 0);
      case FLOAT -> (double) row.getFloat(field, 0);
      case INT32 -> row.getInteger(field, 0);
      case INT64 -> row.getLong(field, 0);
      case BINARY -> row.getString(field, 0);
      case BOOLEAN, INT96, FIXED_LEN_BYTE_ARRAY -> null;
    };
  }
}
