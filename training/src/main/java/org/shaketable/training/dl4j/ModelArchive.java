package org.shaketable.training.dl4j;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.shaketable.refusal.Refusal;

/**
 * A file with a model of DL4J as its {@code ModelSerializer} writes it, the JSON of a configuration
 * alone, or a model of Keras (see {@link KerasFile}).
 *
 * <p>Such files come from strangers: they are read as data. No object is deserialised, a normaliser
 * that the archive may hold is not looked at, the configuration may name DL4J's own classes only
 * (see {@link ConfigurationText}), and no array is made that is longer than its bytes.
 */
final class ModelArchive {
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final String UPDATER = "updaterState.bin";
  private static final long SMALL = 16L << 20;
  private static final long PACKING = 100;
  private static final Set<String> READ = Set.of(CONFIGURATION, COEFFICIENTS, UPDATER);

  private final String path;
  private final String sha256;
  private final ConfigurationText configuration;
  private final Map<String, byte[]> entries;

  private ModelArchive(
      String path, String sha256, ConfigurationText configuration, Map<String, byte[]> entries) {
    this.path = path;
    this.sha256 = sha256;
    this.configuration = configuration;
    this.entries = entries;
  }

  /**
   * The archive in a file's bytes.
   *
   * @param path the path as messages name it
   */
  static ModelArchive of(String path, byte[] bytes) {
    Map<String, byte[]> entries = entries(path, bytes);
    byte[] configuration = entries.get(CONFIGURATION);
    if (configuration == null) {
      throw refused(path, "no entry " + CONFIGURATION);
    }
    String text = new String(configuration, StandardCharsets.UTF_8);
    return new ModelArchive(path, digest(bytes), ConfigurationText.of(path, text), entries);
  }

  private static Map<String, byte[]> entries(String path, byte[] bytes) {
    if (bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K') {
      return unpacked(path, bytes);
    }
    if (KerasFile.is(bytes)) {
      KerasFile.Imported imported = KerasFile.read(path, bytes);
      return Map.of(CONFIGURATION, imported.configuration(), COEFFICIENTS, imported.parameters());
    }
    return Map.of(CONFIGURATION, bytes);
  }

  private static Map<String, byte[]> unpacked(String path, byte[] bytes) {
    Map<String, byte[]> entries = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (READ.contains(entry.getName())) {
          entries.put(entry.getName(), bounded(path, entry.getName(), zip, bytes.length));
        }
      }
    } catch (IOException e) {
      throw refused(path, "a broken archive (%s)".formatted(e.getMessage()));
    }
    return entries;
  }

  private static byte[] bounded(String path, String name, ZipInputStream zip, long packed)
      throws IOException {
    int bound = name.equals(CONFIGURATION) ? ConfigurationText.LONGEST : longestArray(packed);
    byte[] bytes = zip.readNBytes(bound);
    if (zip.read() >= 0) {
      throw refused(path, "more than %,d bytes in its entry %s".formatted(bound, name));
    }
    return bytes;
  }

  /** Parameters hardly pack; what unpacks to far more than its file is there to fill memory. */
  private static int longestArray(long packed) {
    return (int) Math.min(Integer.MAX_VALUE - 8, SMALL + PACKING * packed);
  }

  static Refusal refused(String path, String found) {
    return refused(path, found, null);
  }

  static Refusal refused(String path, String found, Throwable cause) {
    return new Refusal(
        "dl4j",
        "expected a model of DL4J (a .zip of its ModelSerializer, the JSON of a configuration, or a model of Keras in HDF5), found %s in %s"
            .formatted(found, path),
        cause);
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String path() {
    return path;
  }

  /** SHA-256 of the file. */
  String sha256() {
    return sha256;
  }

  ConfigurationText configuration() {
    return configuration;
  }

  /** Whether the file has parameters. */
  boolean trained() {
    return entries.containsKey(COEFFICIENTS);
  }

  /** The parameters of the file; the caller closes them. */
  INDArray coefficients() {
    return array(COEFFICIENTS);
  }

  /** The optimizer's memory of the file; null where there is none. The caller closes it. */
  INDArray updaterState() {
    return entries.containsKey(UPDATER) ? array(UPDATER) : null;
  }

  private INDArray array(String entry) {
    byte[] bytes = entries.get(entry);
    try {
      checkLengths(entry, bytes);
      return Nd4j.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException | RuntimeException e) {
      if (e instanceof Refusal told) {
        throw told;
      }
      throw refused(path, "no array in its entry " + entry);
    }
  }

  /** ND4J allocates what a head says before it reads it: a head must not say more than is there. */
  private void checkLengths(String entry, byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    for (int buffer = 0; buffer < 2; buffer++) {
      in.readUTF();
      long length = in.readLong();
      int width = width(in.readUTF());
      if (length < 0 || length > in.available() / width) {
        throw refused(
            path, "%d values where fewer are stored, in its entry %s".formatted(length, entry));
      }
      in.skipNBytes(length * width);
    }
  }

  private static int width(String type) {
    return switch (type) {
      case "LONG", "UINT64", "DOUBLE" -> 8;
      case "INT", "UINT32", "FLOAT" -> 4;
      case "HALF", "BFLOAT16", "SHORT", "UINT16" -> 2;
      default -> 1;
    };
  }
}
