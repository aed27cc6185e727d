package org.shaketable.training.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.shaketable.refusal.Refusal;

/** One column of text of a Parquet file or of a file of JSON Lines, row by row, without nulls. */
final class TextColumn {
  private static final List<String> JSON_LINES = List.of(".jsonl", ".ndjson", ".json");

  private TextColumn() {}

  /** Whether a file's name is that of a table. */
  static boolean isTable(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".parquet") || JSON_LINES.stream().anyMatch(name::endsWith);
  }

  /** The values of a column. */
  static List<String> read(Path file, byte[] bytes, String column) throws IOException {
    if (!isTable(file)) {
      throw new Refusal(
          "column",
          "expected none, or a file that ends in .parquet, %s, found column %s of %s"
              .formatted(String.join(", ", JSON_LINES), column, file));
    }
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet")
        ? parquet(file, column)
        : jsonLines(file, Documents.text(file, bytes), column);
  }

  private static List<String> jsonLines(Path file, String text, String column) {
    List<String> values = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        JsonObject object = object(file, lines.get(i), i + 1);
        JsonElement value = object.get(column);
        if (value == null) {
          throw unknown(
              column, List.copyOf(object.keySet()), "line %d of %s".formatted(i + 1, file));
        }
        if (!value.isJsonNull()) {
          values.add(string(value, column, file));
        }
      }
    }
    return values;
  }

  private static JsonObject object(Path file, String line, int number) {
    try {
      if (JsonParser.parseString(line) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException e) {
      throw noObject(file, number, e);
    }
    throw noObject(file, number, null);
  }

  private static Refusal noObject(Path file, int number, JsonParseException cause) {
    return new Refusal(
        "path",
        "expected a JSON object in each line, found something else in line %d of %s"
            .formatted(number, file),
        cause);
  }

  private static String string(JsonElement value, String column, Path file) {
    if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()) {
      return value.getAsString();
    }
    throw noText(column, file);
  }

  private static List<String> parquet(Path file, String column) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
    checkSchema(file, schema(path, file), column);
    List<String> values = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), path).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        if (row.getFieldRepetitionCount(column) > 0) {
          values.add(row.getString(column, 0));
        }
      }
    }
    return values;
  }

  private static MessageType schema(org.apache.hadoop.fs.Path path, Path file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, new Configuration()))) {
      return reader.getFooter().getFileMetaData().getSchema();
    } catch (RuntimeException e) {
      throw new Refusal("path", "expected a Parquet file, found something else in " + file, e);
    }
  }

  private static void checkSchema(Path file, MessageType schema, String column) {
    if (!schema.containsField(column)) {
      throw unknown(
          column, schema.getFields().stream().map(Type::getName).toList(), file.toString());
    }
    Type type = schema.getType(column);
    if (!type.isPrimitive()
        || !LogicalTypeAnnotation.stringType().equals(type.getLogicalTypeAnnotation())) {
      throw noText(column, file);
    }
  }

  private static Refusal unknown(String column, List<String> known, String where) {
    return new Refusal(
        "column",
        "expected one of %s in %s, found %s".formatted(String.join(", ", known), where, column));
  }

  private static Refusal noText(String column, Path file) {
    return new Refusal(
        "column",
        "expected a column of texts, found other values in column %s of %s"
            .formatted(column, file));
  }
}
