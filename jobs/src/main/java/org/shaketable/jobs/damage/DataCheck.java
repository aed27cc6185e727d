package org.shaketable.jobs.damage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.shaketable.jobs.lake.ListedFiles;

/**
 * The files that the log of a table names.
 *
 * @param now the version that they are looked at
 * @param named those files
 */
record DataCheck(
    SparkSession spark,
    FileSystem files,
    Path directory,
    String table,
    Snapshot now,
    ListedFiles named) {
  static DataCheck of(SparkSession spark, FileSystem files, Path directory, String table) {
    DeltaLog log = DeltaLog.forTable(spark, directory.toString());
    Snapshot now = log.update(false, scala.Option.empty(), scala.Option.empty());
    return new DataCheck(spark, files, directory, table, now, ListedFiles.inLog(log, now));
  }

  /** What is wrong with them, from outside. */
  List<Damage> damages() {
    List<Damage> damages = new ArrayList<>();
    sums().ifPresent(damages::add);
    for (AddFile file : named.files()) {
      outside(file).ifPresent(what -> damages.add(Damage.of(table, ListedFiles.path(file), what)));
    }
    return damages;
  }

  /** A checksum of the last commit that lists other files: it is read in the place of the log. */
  private Optional<Damage> sums() {
    return ListedFiles.of(now)
        .filter(listed -> !listed.paths().equals(named.paths()))
        .map(
            listed ->
                new Damage(
                    table,
                    String.format(Locale.ROOT, "_delta_log/%020d.crc", now.version()),
                    "lists other files than the log names",
                    "delete it: the log alone says as much"));
  }

  /** What is wrong with them when every row is read. */
  List<Damage> damagesOfRows() {
    List<Damage> damages = new ArrayList<>();
    for (AddFile file : named.files()) {
      if (!readable(file)) {
        damages.add(
            Damage.of(table, ListedFiles.path(file), "is garbled: its rows cannot be read"));
      }
    }
    return damages;
  }

  private Optional<String> outside(AddFile file) {
    try {
      FileStatus there = files.getFileStatus(path(file));
      return there.getLen() == file.size()
          ? ParquetCheck.fault(files, there)
          : Optional.of("has %,d bytes instead of %,d".formatted(there.getLen(), file.size()));
    } catch (FileNotFoundException e) {
      return Optional.of("is missing");
    } catch (IOException e) {
      return Optional.of("cannot be read (%s)".formatted(ParquetCheck.reason(e)));
    }
  }

  /** Whether all rows of a file can be read: by this process where they are few, else by a job. */
  private boolean readable(AddFile file) {
    return named.with(List.of(file)).held(spark, directory).isPresent() || readable(path(file));
  }

  private boolean readable(Path file) {
    try {
      spark
          .read()
          .option(DataSource.GLOB_PATHS_KEY(), false)
          .parquet(file.toString())
          .write()
          .format("noop")
          .mode("overwrite")
          .save();
      return true;
    } catch (Exception e) {
      // Scala does not declare that Spark's exceptions are checked.
      return false;
    }
  }

  private Path path(AddFile file) {
    return new Path(directory, new Path(URI.create(file.path())));
  }
}
