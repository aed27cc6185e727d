package org.shaketable.jobs.lake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A lake of schema version 2, as Shaketable wrote it on 2026-11-28 (commit fcb7030) from {@code
 * version-2.yaml}: 104 runs of a classifier, of PPO and of a language model, with a composition and
 * two levels of stochasticity.
 */
final class PackedLake {
  private PackedLake() {}

  /** Puts the lake's files into a directory. */
  static void unpack(Path directory) throws IOException {
    try (InputStream in = PackedLake.class.getResourceAsStream("version-2.zip");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = directory.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
  }

  /** The sweep that was trained into it. */
  static String sweep() throws IOException {
    try (InputStream in = PackedLake.class.getResourceAsStream("version-2.yaml")) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
