package org.shaketable.training.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextColumnTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message rows { required int32 id; optional binary story (UTF8); }");

  @TempDir private Path folder;

  private Path parquet(String name, String... stories) throws IOException {
    Path file = folder.resolve(name);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(new Configuration())
            .withType(SCHEMA)
            .build()) {
      for (String story : stories) {
        Group row = new SimpleGroupFactory(SCHEMA).newGroup().append("id", 1);
        writer.write(story == null ? row : row.append("story", story));
      }
    }
    return file;
  }

  private static Corpus corpus(Path path, String column, Split split) {
    return new Corpus(path.toString(), column, null, 0.5, split, null);
  }

  @Test
  void rows_of_a_parquet_column_are_documents() throws IOException {
    Path file = parquet("texts.parquet", "größer ".repeat(4), null, "kleiner ".repeat(5));
    Corpus corpus = corpus(file, "story", Split.DOCUMENT);
    TokenData data = corpus.read(corpus.alphabet(), 4);
    assertThat(new int[] {data.train().count() + 4, data.validation().count() + 4})
        .containsExactlyInAnyOrder(28, 40);
    assertThat(corpus.sha256()).isEqualTo(corpus(file, "story", null).sha256());
  }

  @Test
  void json_lines_and_parquet_of_the_same_texts_are_the_same_tokens() throws IOException {
    Path parquet = parquet("a.parquet", "ab\"c", "def");
    Path lines = folder.resolve("a.jsonl");
    Files.writeString(
        lines, "{\"id\": 1, \"story\": \"ab\\\"c\"}\n\n{\"story\": null}\n{\"story\": \"def\"}\n");
    assertThat(TextColumn.read(parquet, new byte[0], "story")).containsExactly("ab\"c", "def");
    assertThat(TextColumn.read(lines, Files.readAllBytes(lines), "story"))
        .containsExactly("ab\"c", "def");
  }

  @Test
  void a_folder_that_spark_wrote_is_read_without_its_marks() throws IOException {
    parquet("part-0.parquet", "abcdef");
    Files.createFile(folder.resolve("_SUCCESS"));
    Corpus corpus = corpus(folder, "story", null);
    assertThat(corpus.alphabet().size()).isEqualTo(6);
  }

  @Test
  void an_unknown_column_is_refused_with_those_there_are() throws IOException {
    Path file = parquet("texts.parquet", "abc");
    assertThatThrownBy(() -> corpus(file, "text", null))
        .hasMessage("Invalid column: expected one of id, story in %s, found text".formatted(file));
    Path lines = Files.writeString(folder.resolve("t.jsonl"), "{\"id\": 1, \"story\": \"x\"}\n");
    assertThatThrownBy(() -> corpus(lines, "text", null))
        .hasMessage(
            "Invalid column: expected one of id, story in line 1 of %s, found text"
                .formatted(lines));
  }

  @Test
  void columns_of_numbers_other_files_and_broken_ones_are_refused() throws IOException {
    Path file = parquet("texts.parquet", "abc");
    assertThatThrownBy(() -> corpus(file, "id", null))
        .hasMessage(
            "Invalid column: expected a column of texts, found other values in column id of "
                + file);
    Path text = Files.writeString(folder.resolve("t.txt"), "abc");
    assertThatThrownBy(() -> corpus(text, "story", null))
        .hasMessage(
            "Invalid column: expected none, or a file that ends in .parquet, .jsonl, .ndjson,"
                + " .json, found column story of "
                + text);
    Path broken = Files.writeString(folder.resolve("t.json"), "{\"story\": \"x\"}\nnothing\n");
    assertThatThrownBy(() -> corpus(broken, "story", null))
        .hasMessage(
            "Invalid path: expected a JSON object in each line, found something else in line 2 of "
                + broken);
    Path none = Files.writeString(folder.resolve("t.parquet"), "no parquet");
    assertThatThrownBy(() -> corpus(none, "story", null))
        .hasMessage("Invalid path: expected a Parquet file, found something else in " + none);
    Path empty = Files.writeString(folder.resolve("e.jsonl"), "{\"story\": null}\n");
    assertThatThrownBy(() -> corpus(empty, "story", null))
        .hasMessage(
            "Invalid path: expected a text that is not empty, found no character in " + empty);
  }
}
