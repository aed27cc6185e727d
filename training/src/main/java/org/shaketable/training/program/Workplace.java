package org.shaketable.training.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of one run of a program: its socket, and its files in the directory that it works
 * in.
 */
record Workplace(Path directory) {
  /** The system limits addresses of sockets to 107 bytes. */
  private static final int LONGEST = 80;

  /** Files above this size are not copied but linked, where the file system can. */
  private static final long COPIED = 1 << 20;

  static Workplace create(List<ProgramFile> files) {
    try {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      Path parent = temporary.toString().length() <= LONGEST ? temporary : Path.of("/tmp");
      Workplace place = new Workplace(Files.createTempDirectory(parent, "shaketable-"));
      Files.createDirectory(place.files());
      for (ProgramFile file : files) {
        place.put(file);
      }
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(ProgramFile file) throws IOException {
    Path from =
        Host.file(file.sha256())
            .orElseThrow(
                () ->
                    new ProgramFailed(
                        "Cannot run a program: its file %s (sha256 %s) is not here"
                            .formatted(file.name(), file.sha256())));
    Path to = files().resolve(file.name());
    Files.createDirectories(to.getParent());
    if (Files.size(from) > COPIED && linked(from, to)) {
      return;
    }
    Files.copy(from, to);
  }

  private static boolean linked(Path from, Path to) {
    try {
      Files.createLink(to, from);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      // Another file system, or one without links.
      return false;
    }
  }

  /** Where the program works. */
  Path files() {
    return directory.resolve("work");
  }

  Path socket() {
    return directory.resolve("socket");
  }

  /** Deletes what is left of it. */
  void delete() {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
