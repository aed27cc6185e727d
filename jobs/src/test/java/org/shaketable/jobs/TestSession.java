package org.shaketable.jobs;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.lake.LakeSession;

/** The one Spark session that all tests of this module share; it ends with the process. */
public final class TestSession {
  private TestSession() {}

  /** Spark with two threads. */
  public static SparkSession spark() {
    return LakeSession.open(Optional.of("local[2]"));
  }
}
