package org.shaketable.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.lake.Lake;

/** An empty lake to measure with, deleted when that is done. */
public final class TemporaryLake {
  private TemporaryLake() {}

  /** What some work with such a lake gives. */
  public static <T> T with(SparkSession spark, Function<Lake, T> work) {
    try {
      Lake lake = Lake.create(spark, Files.createTempDirectory("shaketable-bench").toString());
      try {
        return work.apply(lake);
      } finally {
        lake.fileSystem().delete(lake.root(), true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
