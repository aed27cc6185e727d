package org.shaketable.jobs.damage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.json.Json;
import org.shaketable.jobs.lake.Lake;

/** All that is wrong with the files of a lake. */
public final class Damages {
  private static final String NOTES = "_sweeps";

  /** What the next sweep makes where it is not there. */
  private static final List<String> DIRECTORIES = List.of(NOTES, "_staging", "_owners");

  private final SparkSession spark;
  private final Lake lake;

  private Damages(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /**
   * What is wrong with a lake: by its files' ends and checksums, and if those are well by all rows.
   */
  public static List<Damage> of(SparkSession spark, Lake lake) {
    Damages damages = new Damages(spark, lake);
    List<Damage> found = new ArrayList<>(damages.inTheWay());
    found.addAll(damages.notes());
    List<String> tables = lake.tables();
    tables.forEach(table -> found.addAll(damages.ofTable(table, DataCheck::damages)));
    if (found.isEmpty()) {
      tables.forEach(table -> found.addAll(damages.ofTable(table, DataCheck::damagesOfRows)));
    }
    return found;
  }

  private List<Damage> ofTable(String table, Function<DataCheck, List<Damage>> look) {
    Path directory = new Path(lake.root(), table);
    try {
      List<Damage> ofLog = new LogCheck(lake.fileSystem(), directory, table).damages();
      return ofLog.isEmpty()
          ? look.apply(DataCheck.of(spark, lake.fileSystem(), directory, table))
          : ofLog;
    } catch (IOException | RuntimeException e) {
      return List.of(
          Damage.of(
              table,
              "_delta_log",
              "cannot be read (%s)"
                  .formatted(String.valueOf(e.getMessage()).lines().findFirst().orElse(""))));
    }
  }

  /** Files where there should be directories. */
  private List<Damage> inTheWay() {
    try {
      List<Damage> damages = new ArrayList<>();
      for (FileStatus entry : lake.fileSystem().listStatus(lake.root())) {
        String name = entry.getPath().getName();
        if (DIRECTORIES.contains(name) && !entry.isDirectory()) {
          damages.add(
              new Damage(
                  name,
                  ".",
                  "is no directory",
                  "move it away: the next `shaketable sweep` makes one"));
        }
      }
      return damages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Damage> notes() {
    try {
      List<Damage> damages = new ArrayList<>();
      FileStatus[] notes = lake.fileSystem().listStatus(new Path(lake.root(), NOTES));
      Arrays.sort(notes);
      for (FileStatus note : notes) {
        fault(note)
            .ifPresent(
                what ->
                    damages.add(
                        new Damage(
                            NOTES,
                            note.getPath().getName(),
                            what,
                            "delete it: the next `shaketable sweep` writes it again")));
      }
      return damages;
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> fault(FileStatus note) {
    if (!note.getPath().getName().endsWith(".json")) {
      return Optional.empty();
    }
    try (InputStream in = lake.fileSystem().open(note.getPath())) {
      return Json.read(in, JsonNode.class).isObject()
          ? Optional.empty()
          : Optional.of("holds no note");
    } catch (JsonProcessingException e) {
      return Optional.of("is cut short or garbled");
    } catch (IOException e) {
      return Optional.of("cannot be read (%s)".formatted(ParquetCheck.reason(e)));
    }
  }
}
