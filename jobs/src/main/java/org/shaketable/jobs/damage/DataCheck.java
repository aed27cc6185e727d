package org.shaketable.jobs.damage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.execution.datasources.DataSource;

/** The files that the log of a table names. */
record DataCheck(SparkSession spark, FileSystem files, Path directory, String table) {

  /** What is wrong with them, from outside. */
  List<Damage> damages() {
    List<Damage> damages = new ArrayList<>();
    for (AddFile named : named()) {
      outside(named).ifPresent(what -> damages.add(Damage.of(table, shown(named), what)));
    }
    return damages;
  }

  /** What is wrong with them when every row is read. */
  List<Damage> damagesOfRows() {
    List<Damage> damages = new ArrayList<>();
    for (AddFile named : named()) {
      if (!readable(path(named))) {
        damages.add(Damage.of(table, shown(named), "is garbled: its rows cannot be read"));
      }
    }
    return damages;
  }

  private List<AddFile> named() {
    DeltaLog log = DeltaLog.forTable(spark, directory.toString());
    return log.update(false, scala.Option.empty(), scala.Option.empty()).allFiles().collectAsList();
  }

  private Optional<String> outside(AddFile named) {
    try {
      FileStatus there = files.getFileStatus(path(named));
      return there.getLen() == named.size()
          ? ParquetCheck.fault(files, there)
          : Optional.of("has %,d bytes instead of %,d".formatted(there.getLen(), named.size()));
    } catch (FileNotFoundException e) {
      return Optional.of("is missing");
    } catch (IOException e) {
      return Optional.of("cannot be read (%s)".formatted(ParquetCheck.reason(e)));
    }
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

  private Path path(AddFile named) {
    return new Path(directory, new Path(URI.create(named.path())));
  }

  private static String shown(AddFile named) {
    return URI.create(named.path()).getPath();
  }
}
