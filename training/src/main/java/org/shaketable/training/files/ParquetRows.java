package org.shaketable.training.files;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.shaketable.refusal.Refusal;

/** Reads rows of a Parquet file. */
final class ParquetRows {
  private ParquetRows() {}

  static void read(DataFile file, Layout layout, SampleRows rows) {
    if (!file.name().endsWith(".parquet")) {
      return;
    }
    Path path = new Path(file.path());
    MessageType schema = schema(path, file);
    List<String> names = schema.getFields().stream().map(Type::getName).toList();
    int label = layout.label(names, file.path());
    int[] inputs = layout.inputs(names, file.path());
    checkLabel(schema.getType(label), file);
    for (int input : inputs) {
      kind(schema.getType(input), file);
    }
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), path).build()) {
      long number = 1;
      for (Group row = reader.read(); row != null; row = reader.read()) {
        add(row, label, inputs, schema, "row %d of %s".formatted(number++, file.path()), rows);
      }
    } catch (IOException e) {
      throw broken(file, e);
    }
  }

  private static MessageType schema(Path path, DataFile file) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, new Configuration()))) {
      return reader.getFooter().getFileMetaData().getSchema();
    } catch (IOException | RuntimeException e) {
      throw broken(file, e);
    }
  }

  private static Refusal broken(DataFile file, Exception cause) {
    return new Refusal(
        "path", "expected a Parquet file, found something else in " + file.path(), cause);
  }

  private static void add(
      Group row, int label, int[] inputs, MessageType schema, String where, SampleRows rows) {
    require(row, label, schema, where);
    float[] values = new float[inputs.length];
    for (int j = 0; j < inputs.length; j++) {
      require(row, inputs[j], schema, where);
      values[j] =
          SampleRows.number(number(row, inputs[j], schema), schema.getFieldName(inputs[j]), where);
    }
    rows.add(values, row.getValueToString(label, 0).strip());
  }

  private static String number(Group row, int column, MessageType schema) {
    String text = row.getValueToString(column, 0);
    boolean truth =
        schema.getType(column).asPrimitiveType().getPrimitiveTypeName()
            == PrimitiveTypeName.BOOLEAN;
    return !truth ? text : text.equals("true") ? "1" : "0";
  }

  private static void require(Group row, int column, MessageType schema, String where) {
    if (row.getFieldRepetitionCount(column) != 1) {
      throw new Refusal(
          "path",
          "expected one value in column %s, found %s in %s"
              .formatted(
                  schema.getFieldName(column),
                  row.getFieldRepetitionCount(column) == 0 ? "null" : "several",
                  where));
    }
  }

  private static void kind(Type type, DataFile file) {
    boolean number =
        type.isPrimitive()
            && type.getLogicalTypeAnnotation() == null
            && switch (type.asPrimitiveType().getPrimitiveTypeName()) {
              case INT32, INT64, FLOAT, DOUBLE, BOOLEAN -> true;
              case INT96, BINARY, FIXED_LEN_BYTE_ARRAY -> false;
            };
    if (!number
        && !(type.getLogicalTypeAnnotation()
            instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation)) {
      throw new Refusal(
          "columns", "expected a column of numbers, found %s in %s".formatted(type, file.path()));
    }
  }

  private static void checkLabel(Type type, DataFile file) {
    if (!type.isPrimitive()) {
      throw new Refusal(
          "label",
          "expected a column of texts or whole numbers, found %s in %s"
              .formatted(type, file.path()));
    }
  }
}
