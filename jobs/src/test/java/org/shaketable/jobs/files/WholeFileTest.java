package org.shaketable.jobs.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.ChildProcess;
import org.shaketable.jobs.TestSession;

class WholeFileTest {
  private static final int LENGTH = 1 << 20;

  private final SparkSession spark = TestSession.spark();
  private final Configuration configuration = spark.sparkContext().hadoopConfiguration();
  @TempDir java.nio.file.Path directory;
  private FileSystem files;
  private Path file;

  @BeforeEach
  void locate() throws IOException {
    file = new Path(directory.resolve("notes/file").toUri());
    files = file.getFileSystem(configuration);
  }

  /** Replaces a file again and again until it is killed. */
  static final class Endless {
    private Endless() {}

    public static void main(String[] arguments) throws IOException {
      LocalFileSystem local = FileSystem.getLocal(new Configuration());
      for (int i = 0; true; i++) {
        WholeFile.replace(local, new Path(arguments[0]), text(i));
      }
    }
  }

  /** A long text of one letter. */
  private static String text(int number) {
    return Character.toString('a' + number % 26).repeat(LENGTH);
  }

  private String read() {
    try (var in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it was written before files were replaced as a whole, with its checksum beside it. */
  private void writeWithChecksum(String text) throws IOException {
    try (var out = files.create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(directory.resolve("notes/.file.crc")).exists();
  }

  private List<String> names() throws IOException {
    try (Stream<java.nio.file.Path> entries = Files.list(directory.resolve("notes"))) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  private Process endless() throws IOException {
    List<String> command = ChildProcess.command(List.of("-Xmx256m"));
    command.set(command.size() - 1, Endless.class.getName());
    command.add(file.toString());
    return new ProcessBuilder(command).inheritIO().start();
  }

  @Test
  void readersFindItWholeAndSoDoesWhoComesAfterAKill() throws Exception {
    writeWithChecksum(text(25));
    for (int kill = 0; kill < 3; kill++) {
      Process writer = endless();
      String old = read();
      while (read().equals(old)) {
        assertThat(writer.isAlive()).isTrue();
      }
      for (int i = 0; i < 50; i++) {
        assertWhole(read());
      }
      writer.destroyForcibly().waitFor();
      assertWhole(read());
    }

    WholeFile.write(spark, file, "short");

    assertThat(read()).isEqualTo("short");
  }

  private static void assertWhole(String text) {
    assertThat(text.length()).isEqualTo(LENGTH);
    assertThat(text.chars().allMatch(letter -> letter == text.charAt(0))).isTrue();
  }

  @Test
  void nothingIsLeftBesideIt() throws IOException {
    WholeFile.write(spark, file, "one");
    WholeFile.write(spark, file, "two");

    assertThat(read()).isEqualTo("two");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void aTextThatCannotTakeItsPlaceLeavesNothing() throws IOException {
    Files.createDirectories(directory.resolve("notes/file/full"));

    assertThatThrownBy(() -> WholeFile.write(spark, file, "one"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("Is a directory");

    assertThat(names()).containsExactly("file");
    assertThat(directory.resolve("notes/file/full")).isDirectory();
  }

  @Test
  void otherStoresReplaceItAsDeltaDoes() throws IOException {
    writeWithChecksum("one");

    WholeFile.replaceAsDelta(spark, configuration, file, "two");

    assertThat(read()).isEqualTo("two\n");
    assertThat(names()).containsExactlyInAnyOrder("file", ".file.crc");
  }
}
