package org.shaketable.jobs.lake;

import org.apache.spark.SparkContext;
import org.shaketable.jobs.TestSession;

/** How many jobs of Spark something takes. */
final class CountedJobs {
  private CountedJobs() {}

  static int of(Runnable action) {
    SparkContext spark = TestSession.spark().sparkContext();
    String group = "jobs of a test " + System.nanoTime();
    spark.setJobGroup(group, "", false);
    try {
      action.run();
    } finally {
      spark.clearJobGroup();
    }
    return spark.statusTracker().getJobIdsForGroup(group).length;
  }
}
