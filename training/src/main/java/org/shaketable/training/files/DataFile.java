package org.shaketable.training.files;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.shaketable.refusal.Refusal;

/**
 * A file's content. The array is shared: nobody may write to it.
 *
 * @param path the path as messages name it
 * @param name the name below the folder that was asked for; a file that was named itself has its
 *     own, those of a glob begin with the name that matched
 */
public record DataFile(String path, String name, byte[] bytes) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * The files that a path names, in the order of their names: a file, a folder with all files below
   * it, or a glob of such. Files and folders whose names begin with a dot or an underscore do not
   * count below a folder. Where this process was handed them, see {@link HandedFiles}, they are
   * those.
   *
   * @param setting the setting that gave the path, for messages
   */
  static List<DataFile> all(String path, String setting) {
    if (path == null || path.isBlank()) {
      throw new Refusal(setting, "expected the path of a file or folder, found none");
    }
    return HandedFiles.at(path).orElseGet(() -> read(path, setting));
  }

  private static List<DataFile> read(String path, String setting) {
    try {
      Path asked = new Path(path);
      FileSystem system = asked.getFileSystem(new Configuration());
      List<DataFile> files = new ArrayList<>();
      List<FileStatus> found = found(system, asked);
      boolean folder = found.size() == 1 && found.get(0).isDirectory();
      for (FileStatus status : found) {
        collect(system, status, folder ? "" : status.getPath().getName(), files);
      }
      if (files.isEmpty()) {
        throw missing(path, setting);
      }
      return List.copyOf(files);
    } catch (FileNotFoundException e) {
      throw missing(path, setting);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * The one file that a path names.
   *
   * @param setting the setting that gave the path, for messages
   */
  public static DataFile one(String path, String setting) {
    List<DataFile> files = all(path, setting);
    if (files.size() != 1) {
      throw new Refusal(setting, "expected one file, found %d in %s".formatted(files.size(), path));
    }
    return files.get(0);
  }

  private static Refusal missing(String path, String setting) {
    return new Refusal(
        setting, "expected a file, folder or glob of files that exist, found %s".formatted(path));
  }

  /** What a path names as it stands, else what it names as a glob. */
  private static List<FileStatus> found(FileSystem system, Path path) throws IOException {
    if (system.exists(path)) {
      return List.of(system.getFileStatus(path));
    }
    FileStatus[] matches = system.globStatus(path);
    return matches == null
        ? List.of()
        : sorted(matches).stream().filter(file -> !hidden(file)).toList();
  }

  private static List<FileStatus> sorted(FileStatus[] files) {
    return Arrays.stream(files)
        .sorted(Comparator.comparing(file -> file.getPath().toString()))
        .toList();
  }

  private static boolean hidden(FileStatus file) {
    return Leftovers.named(file.getPath().getName());
  }

  private static String plain(Path path) {
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }

  private static void collect(
      FileSystem system, FileStatus status, String name, List<DataFile> files) throws IOException {
    if (!status.isDirectory()) {
      files.add(new DataFile(plain(status.getPath()), name, bytes(system, status)));
      return;
    }
    for (FileStatus child : sorted(system.listStatus(status.getPath()))) {
      String own = child.getPath().getName();
      if (!hidden(child)) {
        collect(system, child, name.isEmpty() ? own : name + "/" + own, files);
      }
    }
  }

  private static byte[] bytes(FileSystem system, FileStatus status) throws IOException {
    try (InputStream in = system.open(status.getPath())) {
      return in.readAllBytes();
    }
  }

  /** Whether the name ends so, or so with {@code .gz} behind it, in any case of letters. */
  boolean ends(String... endings) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(endings)
        .anyMatch(ending -> lower.endsWith(ending) || lower.endsWith(ending + ".gz"));
  }

  /** The content, unpacked if it is gzip by its first two bytes. */
  InputStream open() {
    InputStream plain = new ByteArrayInputStream(bytes);
    if (bytes.length < 2 || (bytes[0] & 0xff) != 0x1f || (bytes[1] & 0xff) != 0x8b) {
      return plain;
    }
    try {
      return new GZIPInputStream(plain);
    } catch (IOException e) {
      throw broken("gzip", e);
    }
  }

  /** The whole content, unpacked. */
  byte[] unpacked() {
    try (InputStream in = open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw broken("gzip", e);
    }
  }

  private Refusal broken(String format, IOException cause) {
    return new Refusal(
        "path",
        "expected a whole %s file, found a broken one in %s (%s)"
            .formatted(format, path, cause.getMessage()),
        cause);
  }
}
