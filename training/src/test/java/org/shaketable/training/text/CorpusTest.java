package org.shaketable.training.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("text.txt");
    Files.writeString(file, "Ein kleiner Text, größer als ein Wort. ".repeat(10));
  }

  @Test
  void characters_are_code_points() {
    Corpus corpus = Corpus.of(file.toString());
    TokenData data = corpus.read(corpus.alphabet(), 8);
    assertThat(data.vocabulary())
        .isEqualTo((int) "Ein kleiner Text, größer als ein Wort. ".chars().distinct().count());
    assertThat(decoded(data.train(), 4, corpus.alphabet())).isEqualTo("kleiner ");
    assertThat(data.train().count()).isEqualTo(351 - 8);
    assertThat(data.validation().count()).isEqualTo(39 - 8);
  }

  @Test
  void bytes_and_byte_pairs_are_other_tokens_of_the_same_text() {
    Corpus bytes = new Corpus(file.toString(), null, Tokenization.BYTES, null, null, null);
    assertThat(bytes.read(bytes.alphabet(), 8).train().count()).isGreaterThan(351 - 8);
    Corpus pairs = new Corpus(file.toString(), null, Tokenization.BYTE_PAIRS, null, null, null);
    assertThat(pairs.read(pairs.alphabet(), 8).train().count()).isBetween(50, 200);
  }

  @Test
  void whole_files_are_held_back_when_split_by_document() throws IOException {
    Files.writeString(folder.resolve("other.txt"), "x".repeat(100));
    Corpus corpus = new Corpus(folder.toString(), null, null, 0.5, Split.DOCUMENT, null);
    TokenData data = corpus.read(corpus.alphabet(), 8);
    assertThat(new int[] {data.train().count() + 8, data.validation().count() + 8})
        .containsExactlyInAnyOrder(100, 390);
  }

  @Test
  void one_file_cannot_be_split_by_document() {
    Corpus corpus = new Corpus(file.toString(), null, null, null, Split.DOCUMENT, null);
    assertThatThrownBy(() -> corpus.read(corpus.alphabet(), 8))
        .hasMessage(
            "Invalid split: expected at least 2 files of a folder, or rows of a table, to split by"
                + " document, found 1");
  }

  @Test
  void a_missing_file_is_refused() {
    assertThatThrownBy(() -> Corpus.of("no/such/text.txt"))
        .hasMessage("Invalid path: expected a file or folder that exists, found no/such/text.txt");
  }

  @Test
  void an_empty_text_is_refused() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.txt"));
    assertThatThrownBy(() -> Corpus.of(empty.toString()))
        .hasMessage(
            "Invalid path: expected a text that is not empty, found no character in " + empty);
  }

  @Test
  void other_encodings_are_refused() throws IOException {
    Path latin = folder.resolve("latin.txt");
    Files.write(latin, new byte[] {'a', (byte) 0xE4, 'b'});
    assertThatThrownBy(() -> Corpus.of(latin.toString()))
        .hasMessage("Invalid path: expected text in UTF-8, found other bytes in " + latin);
  }

  @Test
  void a_context_longer_than_the_text_is_refused() {
    Corpus corpus = Corpus.of(file.toString());
    assertThatThrownBy(() -> corpus.read(corpus.alphabet(), 64))
        .hasMessage(
            "Invalid context: expected at most 38, as the validation part has 39 tokens, found 64");
  }

  @Test
  void a_text_that_has_changed_is_refused() throws IOException {
    Corpus corpus = Corpus.of(file.toString());
    Files.writeString(file, "another text");
    assertThatThrownBy(corpus::alphabet)
        .hasMessageStartingWith("Invalid sha256: expected ")
        .hasMessageEndingWith("found " + corpus.sha256() + ": the text has changed");
  }

  @Test
  void what_editors_and_file_managers_leave_in_a_folder_is_no_text() throws IOException {
    Corpus before = Corpus.of(folder.toString());
    for (String name :
        new String[] {
          ".DS_Store",
          ".text.txt.swp",
          "text.txt~",
          "#text.txt#",
          "_SUCCESS",
          "text.txt.bak",
          ".git/config",
          "_temporary/part.txt",
          "Thumbs.db"
        }) {
      Path left = folder.resolve(name);
      Files.createDirectories(left.getParent());
      Files.write(left, new byte[] {0, (byte) 0xE4, 1});
    }
    Corpus after = Corpus.of(folder.toString());
    assertThat(after).isEqualTo(before);
    assertThat(after.alphabet()).isEqualTo(before.alphabet());
    Files.writeString(folder.resolve("more.txt"), "more");
    assertThat(Corpus.of(folder.toString()).sha256()).isNotEqualTo(before.sha256());
  }

  @Test
  void a_hidden_file_or_folder_that_is_named_itself_is_read() throws IOException {
    Path hidden = Files.createDirectories(folder.resolve(".texts"));
    Files.writeString(hidden.resolve("a.txt"), "abcd".repeat(20));
    Files.writeString(hidden.resolve(".b.jsonl"), "{\"text\": \"xyz\"}\n");
    assertThat(Corpus.of(hidden.toString()).alphabet().size()).isEqualTo(4);
    Corpus table =
        new Corpus(hidden.resolve(".b.jsonl").toString(), "text", null, null, null, null);
    assertThat(table.alphabet().size()).isEqualTo(3);
  }

  @Test
  void a_byte_order_mark_is_no_symbol() throws IOException {
    Path plain = folder.resolve("plain");
    Path marked = folder.resolve("marked");
    for (Path place : new Path[] {plain, marked}) {
      Files.createDirectories(place);
      String mark = place == marked ? "\uFEFF" : "";
      Files.writeString(place.resolve("a.txt"), mark + "ein Text ".repeat(9));
      Files.writeString(place.resolve("b.txt"), mark + "noch ein Text ".repeat(9));
    }
    for (Tokenization tokens : Tokenization.values()) {
      Corpus without = new Corpus(plain.toString(), null, tokens, null, null, null);
      Corpus with = new Corpus(marked.toString(), null, tokens, null, null, null);
      assertThat(with.alphabet()).as("%s", tokens).isEqualTo(without.alphabet());
      assertThat(with.read(with.alphabet(), 4).train().count())
          .isEqualTo(without.read(without.alphabet(), 4).train().count());
    }
    Path only = Files.writeString(folder.resolve("only.txt"), "\uFEFF");
    assertThatThrownBy(() -> Corpus.of(only.toString()))
        .hasMessageContaining("expected a text that is not empty");
    Path lines = Files.writeString(folder.resolve("t.jsonl"), "\uFEFF{\"text\": \"xyz\"}\n");
    Corpus table = new Corpus(lines.toString(), "text", null, null, null, null);
    assertThat(table.alphabet().size()).isEqualTo(3);
  }

  private static String decoded(Windows windows, int window, Alphabet alphabet) {
    int[] tokens = new int[windows.length()];
    windows.read(window, tokens, new int[windows.length()], 0);
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      text.appendCodePoint(alphabet.symbol(token));
    }
    return text.toString();
  }
}
