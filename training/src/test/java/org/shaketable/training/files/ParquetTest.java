package org.shaketable.training.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message sample {
            optional double length;
            required int64 width;
            required boolean wild;
            required binary kind (STRING);
          }
          """);

  @TempDir Path folder;
  private int written;

  private String file(boolean withNull) throws IOException {
    Path file = folder.resolve("flowers" + written++ + ".parquet");
    SimpleGroupFactory rows = new SimpleGroupFactory(SCHEMA);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(SCHEMA)
            .build()) {
      for (int i = 1; i <= 4; i++) {
        Group row = rows.newGroup();
        if (!withNull || i != 3) {
          row.append("length", i / 2.0);
        }
        writer.write(
            row.append("width", (long) i)
                .append("wild", i % 2 == 0)
                .append("kind", i % 2 == 0 ? "aster" : "rose"));
      }
    }
    return file.toString();
  }

  private static Parquet parquet(String path, String label, List<String> columns) {
    return new Parquet(path, null, label, columns, 0.5, null, Scaling.NONE, null, null);
  }

  @Test
  void numbersAndTruthValuesAreInputs() throws IOException {
    Parquet parquet = parquet(file(false), "kind", null);
    assertThat(parquet.content().columns()).isEqualTo(3);
    assertThat(parquet.content().inputs())
        .containsExactly(0.5f, 1, 0, 1, 2, 1, 1.5f, 3, 0, 2, 4, 1);
    assertThat(parquet.content().labels()).containsExactly("rose", "aster", "rose", "aster");
    assertThat(parquet.classes()).isEqualTo(2);
  }

  @Test
  void wholeNumbersMayNameTheClass() throws IOException {
    assertThat(parquet(file(false), "width", List.of("length")).classes()).isEqualTo(4);
  }

  @Test
  void whatIsWrongIsToldInOneLine() throws IOException {
    assertThatThrownBy(() -> parquet(file(true), "kind", null))
        .hasMessageStartingWith(
            "Invalid path: expected one value in column length, found null in row 3 of ");
    assertThatThrownBy(() -> parquet(file(false), "wild", List.of("kind")))
        .hasMessageStartingWith("Invalid columns: expected a column of numbers, found required");
    assertThatThrownBy(() -> parquet(file(false), "sort", null))
        .hasMessageEndingWith("(length, width, wild, kind), found sort");
    Path broken = Files.writeString(folder.resolve("broken.parquet"), "PAR1 no more");
    assertThatThrownBy(() -> parquet(broken.toString(), "kind", null))
        .hasMessageStartingWith("Invalid path: expected a Parquet file, found something else in ");
  }
}
