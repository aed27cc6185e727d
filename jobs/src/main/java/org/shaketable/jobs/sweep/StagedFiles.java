package org.shaketable.jobs.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;

/** The files of a wave that a process left, which may have been cut short or garbled since. */
record StagedFiles(SparkSession spark, FileSystem files, Path wave) {

  /** Deletes the files that cannot be read whole: staged work is a few seconds of training each. */
  void dropUnreadable() {
    if (readable(wave)) {
      return;
    }
    try {
      for (FileStatus file : files.listStatus(wave)) {
        if (file.isFile() && visible(file) && !readable(file.getPath())) {
          files.delete(file.getPath(), false);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether Spark takes a file of this name for data. */
  private static boolean visible(FileStatus file) {
    String name = file.getPath().getName();
    return !name.startsWith("_") && !name.startsWith(".");
  }

  private boolean readable(Path path) {
    try {
      spark
          .read()
          .schema(StagedRun.CODEC.schema())
          .option(DataSource.GLOB_PATHS_KEY(), false)
          .parquet(path.toString())
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
}
