package org.shaketable.jobs.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.json.Json;

/**
 * The file {@code _shaketable.json}, which makes a directory a lake and says what schema its
 * primary tables have.
 *
 * @param schemaVersion version of the columns' meaning
 * @param columns the columns of each primary table, each column as its name and type
 */
record LakeMarker(int schemaVersion, Map<String, List<String>> columns) {
  /**
   * Raised when a column changes its meaning or type; columns that are added show by themselves.
   */
  static final int SCHEMA_VERSION = 3;

  private static final String NAME = "_shaketable.json";

  LakeMarker {
    columns = columns == null ? Map.of() : new TreeMap<>(columns);
  }

  /** What this version of the code writes. */
  static LakeMarker current() {
    Map<String, List<String>> columns = new TreeMap<>();
    PrimaryTable.ALL.forEach(table -> columns.put(table.name(), table.columns()));
    return new LakeMarker(SCHEMA_VERSION, columns);
  }

  static boolean exists(Lake lake) {
    try {
      return lake.fileSystem().exists(file(lake));
    } catch (IOException e) {
      throw new Mistake(
          "Cannot open lake %s: %s; see that its store answers and lets you in, or give another lake with --lake"
              .formatted(lake, reason(e)),
          e);
    }
  }

  /** Refuses a directory that is no lake, or one of another schema. */
  static void require(Lake lake, String directory) {
    requireLake(lake, directory);
    read(lake).check(directory);
  }

  static void requireLake(Lake lake, String directory) {
    if (!exists(lake)) {
      throw LostParts.marker(lake)
          .orElseGet(
              () ->
                  new Mistake(
                      "Cannot open lake %s: no lake is there; make one with `shaketable sweep CONFIG --lake %s`, or give another with --lake"
                          .formatted(directory, directory)));
    }
  }

  /** Makes a directory a lake, unless it is one; refuses one of another schema. */
  static void ensure(Lake lake, String directory) {
    try {
      if (exists(lake)) {
        read(lake).check(directory);
      } else {
        requirePlace(lake, directory);
        current().write(lake);
      }
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
  }

  /** Refuses to make a lake of a directory without a marker that has other files. */
  static void requirePlace(Lake lake, String directory) {
    LostParts.marker(lake)
        .ifPresent(
            lost -> {
              throw lost;
            });
    try {
      others(lake)
          .ifPresent(
              others -> {
                throw new Mistake(
                    "Cannot make lake %s: expected an empty or a new directory, found %s; give another with --lake"
                        .formatted(directory, others));
              });
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
  }

  private static Mistake unwritable(String directory, IOException e) {
    return new Mistake(
        "Cannot write lake %s: %s; give a directory that you may write with --lake"
            .formatted(directory, reason(e)),
        e);
  }

  /** What there is but what a process leaves that is killed while it marks. */
  private static Optional<String> others(Lake lake) throws IOException {
    if (!lake.fileSystem().exists(lake.root())) {
      return Optional.empty();
    }
    if (!lake.fileSystem().getFileStatus(lake.root()).isDirectory()) {
      return Optional.of("a file");
    }
    return Arrays.stream(lake.fileSystem().listStatus(lake.root()))
        .filter(file -> !file.getPath().getName().startsWith("." + NAME))
        .findFirst()
        .map(file -> "other files in it");
  }

  /** Notes primary tables that the lake has now and had not when it was made. */
  static void noteTables(Lake lake) {
    try {
      if (!read(lake).equals(current())) {
        current().write(lake);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LakeMarker read(Lake lake) {
    try (InputStream in = lake.fileSystem().open(file(lake))) {
      LakeMarker marker = Json.read(in, LakeMarker.class);
      return marker == null ? new LakeMarker(0, Map.of()) : marker;
    } catch (JsonProcessingException e) {
      return new LakeMarker(0, Map.of());
    } catch (IOException e) {
      throw new Mistake(
          "Cannot open lake %s: its _shaketable.json cannot be read (%s); restore it from a copy, or give another lake with --lake"
              .formatted(lake, reason(e)),
          e);
    }
  }

  void write(Lake lake) throws IOException {
    lake.write(file(lake), Json.text(this));
  }

  private static Path file(Lake lake) {
    return new Path(lake.root(), NAME);
  }

  private void check(String directory) {
    refuseNewer(directory);
    Optional<String> older =
        schemaVersion < SCHEMA_VERSION
            ? Optional.of("schema version %d".formatted(schemaVersion))
            : oneMore(current().columns, columns)
                .map(more -> "table %s lacks column %s".formatted(more.table(), more.column()));
    older.ifPresent(
        what -> {
          throw new Mistake(
              "Cannot open lake %s: an earlier version of Shaketable made it (%s); bring it up to date with `shaketable maintain --lake %s --migrate`"
                  .formatted(directory, what, directory));
        });
  }

  /** Refuses a lake that knows more than this version of the code. */
  void refuseNewer(String directory) {
    Optional<String> more =
        schemaVersion > SCHEMA_VERSION
            ? Optional.of("schema version %d, not %d".formatted(schemaVersion, SCHEMA_VERSION))
            : schemaVersion < SCHEMA_VERSION
                ? Optional.empty()
                : oneMore(columns, current().columns)
                    .map(one -> "table %s has column %s".formatted(one.table(), one.column()));
    if (more.isPresent() || schemaVersion < 1) {
      throw new Mistake(
          "Cannot open lake %s: another version of Shaketable made it (%s); use that version, or give another lake with --lake"
              .formatted(directory, more.orElse("its _shaketable.json names no schema version")));
    }
  }

  /** A column of a table with its type. */
  private record TableColumn(String table, String column) {}

  /** A column that a table has in the first of two schemas and not in the second; tables apart. */
  private static Optional<TableColumn> oneMore(
      Map<String, List<String>> has, Map<String, List<String>> lacks) {
    return has.entrySet().stream()
        .filter(table -> lacks.containsKey(table.getKey()))
        .flatMap(
            table ->
                table.getValue().stream()
                    .filter(column -> !lacks.get(table.getKey()).contains(column))
                    .map(column -> new TableColumn(table.getKey(), column)))
        .findFirst();
  }

  static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      // Its message is the file alone.
      return "this user may not write %s".formatted(denied.getFile());
    }
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return text.lines().findFirst().orElse(text);
  }
}
