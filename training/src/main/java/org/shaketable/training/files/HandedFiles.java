package org.shaketable.training.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files that this process was handed by the one that sees them: what a path names on that machine.
 * Runs do not depend on it, for their specifications hold the digests of the files.
 */
public final class HandedFiles {
  private static final Map<String, Supplier<List<DataFile>>> BY_PATH = new ConcurrentHashMap<>();

  private HandedFiles() {}

  /**
   * From now on what a path names in this process.
   *
   * @param files asked each time that they are read
   */
  public static void hand(String path, Supplier<List<DataFile>> files) {
    BY_PATH.put(path, files);
  }

  /** What a path names here, to be handed to others; empty where they can see it themselves. */
  public static Optional<List<DataFile>> toHand(String path) {
    try {
      return new Path(path).getFileSystem(new Configuration()) instanceof LocalFileSystem
          ? Optional.of(DataFile.all(path, "path"))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  static Optional<List<DataFile>> at(String path) {
    return Optional.ofNullable(BY_PATH.get(path)).map(Supplier::get);
  }

  /** Those paths that are given. */
  static List<String> named(String... paths) {
    return Stream.of(paths).filter(Objects::nonNull).toList();
  }
}
