package org.shaketable.jobs.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.shaketable.jobs.Mistake;

/** The file that makes a directory a lake and names the version of its tables' schemas. */
final class LakeMarker {
  /** Version of the tables' columns; any change of a column's name, type or meaning raises it. */
  static final int SCHEMA_VERSION = 1;

  private static final String NAME = "_shaketable.json";
  private static final String VERSION_KEY = "schema_version";

  private LakeMarker() {}

  static boolean exists(FileSystem fileSystem, Path root) {
    try {
      return fileSystem.exists(new Path(root, NAME));
    } catch (IOException e) {
      return false;
    }
  }

  static void require(FileSystem fileSystem, Path root, String directory) {
    if (!exists(fileSystem, root)) {
      throw new Mistake(
          "Cannot open lake %s: no lake is there; make one with `shaketable sweep CONFIG --lake %s`, or give another with --lake"
              .formatted(directory, directory));
    }
    checkVersion(fileSystem, root, directory);
  }

  static void ensure(FileSystem fileSystem, Path root, String directory) {
    try {
      if (exists(fileSystem, root)) {
        checkVersion(fileSystem, root, directory);
      } else if (fileSystem.exists(root) && fileSystem.listStatus(root).length > 0) {
        throw new Mistake(
            "Cannot make lake %s: expected an empty or a new directory, found other files in it; give another with --lake"
                .formatted(directory));
      } else {
        write(fileSystem, root);
      }
    } catch (IOException e) {
      throw new Mistake(
          "Cannot write lake %s: %s; give a directory that you may write with --lake"
              .formatted(directory, reason(e)),
          e);
    }
  }

  private static void write(FileSystem fileSystem, Path root) throws IOException {
    if (!fileSystem.mkdirs(root)) {
      throw new IOException("the directory cannot be made");
    }
    try (var out = fileSystem.create(new Path(root, NAME), false)) {
      String text = "{\"%s\": %d}%n".formatted(VERSION_KEY, SCHEMA_VERSION);
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void checkVersion(FileSystem fileSystem, Path root, String directory) {
    JsonNode version;
    try (InputStream in = fileSystem.open(new Path(root, NAME))) {
      version = new ObjectMapper().readTree(in).path(VERSION_KEY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!version.isInt() || version.intValue() != SCHEMA_VERSION) {
      throw new Mistake(
          "Cannot open lake %s: expected schema version %d, found %s; use the version of Shaketable that made it, or give another lake with --lake"
              .formatted(directory, SCHEMA_VERSION, version.isMissingNode() ? "none" : version));
    }
  }

  private static String reason(IOException e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return text.lines().findFirst().orElse(text);
  }
}
