package org.shaketable.jobs.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Who writes a lake, in numbered files of its directory {@code _owners}: the owner is who wrote the
 * file with the highest number.
 *
 * <p>Numbers only grow, and a file is made only where there is none, so of two processes that both
 * find the last owner silent one becomes the next. Who was silent for too long finds a number above
 * its own.
 */
record LockRecords(Lake lake) {
  private static final String DIRECTORY = "_owners";

  /**
   * A record as it was found.
   *
   * @param text what the file holds
   * @param changed the file's own time, compared with nothing but itself
   */
  record Numbered(long number, String text, long changed) {
    LockOwner owner() {
      return LockOwner.of(text);
    }
  }

  /** The record with the highest number. */
  Optional<Numbered> latest() throws IOException {
    Optional<FileStatus> file = lastFile();
    return file.isEmpty() ? Optional.empty() : Optional.of(read(file.get()));
  }

  private Optional<FileStatus> lastFile() throws IOException {
    try {
      return Arrays.stream(files().listStatus(directory()))
          .filter(file -> number(file) > 0)
          .max((a, b) -> Long.compare(number(a), number(b)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The number that a file's name gives; 0 for what is no record. */
  private static long number(FileStatus file) {
    String name = file.getPath().getName();
    return name.matches("\\d{1,18}\\.json") ? Long.parseLong(name.replace(".json", "")) : 0;
  }

  private Numbered read(FileStatus file) throws IOException {
    try (InputStream in = files().open(file.getPath())) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Numbered(number(file), text, file.getModificationTime());
    } catch (FileNotFoundException e) {
      // Its owner replaces or leaves it at this moment: either is a change.
      return new Numbered(number(file), "", file.getModificationTime());
    }
  }

  /** Makes the record of a number; false where another process has made it. */
  boolean make(long number, LockOwner owner) throws IOException {
    return lake.make(file(number), owner.text());
  }

  /**
   * Whether no higher number has come meanwhile: who looked long ago may have made a record of a
   * number that was used and deleted since.
   */
  boolean isLast(long number) throws IOException {
    boolean last = lastFile().map(file -> number(file) == number).orElse(false);
    if (!last) {
      files().delete(file(number), false);
    }
    return last;
  }

  /** Puts a text in the place of what the owner's own record has. */
  void replace(long number, LockOwner owner) throws IOException {
    lake.write(file(number), owner.text());
  }

  /** Deletes the records below a number. */
  void forgetBelow(long number) throws IOException {
    for (FileStatus file : files().listStatus(directory())) {
      if (number(file) > 0 && number(file) < number) {
        files().delete(file.getPath(), false);
      }
    }
  }

  private FileSystem files() {
    return lake.fileSystem();
  }

  private Path directory() {
    return new Path(lake.root(), DIRECTORY);
  }

  private Path file(long number) {
    return new Path(directory(), String.format(Locale.ROOT, "%012d.json", number));
  }
}
