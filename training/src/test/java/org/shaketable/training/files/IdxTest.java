package org.shaketable.training.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
  @TempDir Path folder;

  private String file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  /** A file of unsigned bytes. */
  private static byte[] idx(int[] axes, int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * axes.length + values.length);
    buffer.put((byte) 0).put((byte) 0).put((byte) 8).put((byte) axes.length);
    for (int axis : axes) {
      buffer.putInt(axis);
    }
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.array();
  }

  private static Idx read(String path, String labels, Integer bound) {
    return new Idx(path, labels, null, null, bound, 0.5, null, Scaling.NONE, null, null);
  }

  private String images() throws IOException {
    return file("images", idx(new int[] {4, 1, 2}, 0, 255, 51, 0, 102, 0, 204, 0));
  }

  @Test
  void bytesAreSharesOf255RowByRow() throws IOException {
    Idx idx = read(images(), file("labels", idx(new int[] {4}, 7, 3, 3, 7)), null);
    assertThat(idx.content().inputs()).containsExactly(0, 1, 0.2f, 0, 0.4f, 0, 0.8f, 0);
    assertThat(idx.content().labels()).containsExactly("7", "3", "3", "7");
    assertThat(idx.classes()).isEqualTo(2);
  }

  @Test
  void gzipIsUnpackedWhateverItsName() throws IOException {
    Path packed = folder.resolve("packed");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Files.readAllBytes(Path.of(images())));
    }
    String labels = file("labels", idx(new int[] {4}, 1, 0, 1, 0));
    assertThat(read(packed.toString(), labels, null).content().inputs())
        .isEqualTo(read(images(), labels, null).content().inputs());
  }

  @Test
  void floatsAreTakenAsTheyAre() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 8 + 16);
    buffer.putInt(0x00000D02).putInt(2).putInt(2);
    buffer.putFloat(-1.5f).putFloat(2).putFloat(3).putFloat(4);
    String labels = file("labels", idx(new int[] {2}, 0, 1));
    assertThat(read(file("floats", buffer.array()), labels, null).content().inputs())
        .containsExactly(-1.5f, 2, 3, 4);
  }

  @Test
  void whatIsWrongIsToldInOneLine() throws IOException {
    String images = images();
    String labels = file("labels", idx(new int[] {4}, 1, 0, 1, 0));
    byte[] magic = idx(new int[] {4}, 1, 0, 1, 0);
    magic[1] = 7;
    refused(file("magic", magic), labels, null, "found 00070801 in ");
    refused(file("short", new byte[3]), labels, null, "found fewer than 4 bytes in ");
    refused(
        file("cut", idx(new int[] {4, 1, 2}, 1, 2, 3)),
        labels,
        null,
        "Invalid path: expected 4 x 1 x 2 values of 1 bytes, as the head says, found 3 bytes in ");
    refused(
        images,
        file("few", idx(new int[] {3}, 1, 0, 1)),
        null,
        "Invalid labels: expected 4 labels, one for each sample, found 3 in ");
    refused(
        images,
        file("high", idx(new int[] {4}, 1, 0, 10, 0)),
        10,
        "Invalid labels: expected whole numbers in [0, 10), found 10.0 as label 3 of ");
    refused(images, folder.toString(), null, "Invalid labels: expected one file, found ");
  }

  private static void refused(String images, String labels, Integer bound, String part) {
    assertThatThrownBy(() -> read(images, labels, bound))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }
}
