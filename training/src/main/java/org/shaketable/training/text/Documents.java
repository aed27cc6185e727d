package org.shaketable.training.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.shaketable.random.RandomStream;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.files.Leftovers;

/**
 * The texts below a path, in the order of their names; without {@link Leftovers}, and without the
 * mark at the start of a text that says how it is encoded (U+FEFF), which is no symbol of it.
 *
 * @param sha256 the SHA-256 of names and contents
 */
record Documents(List<String> names, List<String> texts, String sha256) {
  private static final String MARK = "\uFEFF";

  Documents {
    names = List.copyOf(names);
    texts = List.copyOf(texts);
  }

  /**
   * The documents of a file or folder.
   *
   * @param column the column of tables; null for plain texts
   */
  static Documents read(String path, String column) {
    Path root = Path.of(path);
    if (!Files.exists(root)) {
      throw new Refusal("path", "expected a file or folder that exists, found " + path);
    }
    try {
      return read(root, files(root, column), column);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> files(Path root, String column) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> path.equals(root) || !Leftovers.below(root, path))
          .filter(path -> column == null || path.equals(root) || TextColumn.isTable(path))
          .sorted()
          .toList();
    }
  }

  private static Documents read(Path root, List<Path> files, String column) throws IOException {
    List<String> names = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    MessageDigest digest = sha256Digest();
    for (Path file : files) {
      String name = root.relativize(file).toString();
      byte[] bytes = Files.readAllBytes(file);
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(bytes);
      if (column == null) {
        names.add(name);
        texts.add(text(file, bytes));
      } else {
        List<String> rows = TextColumn.read(file, bytes, column);
        for (int row = 0; row < rows.size(); row++) {
          names.add(name + "#" + row);
          texts.add(rows.get(row));
        }
      }
    }
    if (texts.stream().allMatch(String::isEmpty)) {
      throw new Refusal("path", "expected a text that is not empty, found no character in " + root);
    }
    return new Documents(names, texts, HexFormat.of().formatHex(digest.digest()));
  }

  static String text(Path file, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    } catch (CharacterCodingException e) {
      throw new Refusal("path", "expected text in UTF-8, found other bytes in " + file, e);
    }
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The documents for training when {@code share} of all are held back, at least one. */
  List<String> train(double share) {
    return ordered().subList(held(share, texts.size()), texts.size());
  }

  /** The documents held back. */
  List<String> held(double share) {
    return ordered().subList(0, held(share, texts.size()));
  }

  private static int held(double share, int count) {
    if (count < 2) {
      throw new Refusal(
          "split",
          "expected at least 2 files of a folder, or rows of a table, to split by"
              + " document, found "
              + count);
    }
    return (int) Math.min(count - 1, Math.max(1, Math.round(share * count)));
  }

  /** The documents in the order of a hash of their names: it stays when files are added. */
  private List<String> ordered() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      order.add(i);
    }
    order.sort((a, b) -> Long.compare(hash(names.get(a)), hash(names.get(b))));
    return order.stream().map(texts::get).toList();
  }

  private static long hash(String name) {
    return RandomStream.key(0, "document/" + name, 0);
  }
}
