package org.shaketable.jobs.cluster;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.shaketable.jobs.lake.Lake;

/** What makes two lakes hold the same results: every run once, with the same bits. */
public final class Digests {
  private Digests() {}

  /** Digest and evaluations by run id; fails where a run is there twice. */
  public static Map<String, String> of(Lake lake) {
    Map<String, Long> evaluations = new TreeMap<>();
    for (Row row : lake.read("trajectories").groupBy("run_id").count().collectAsList()) {
      evaluations.put(row.getString(0), row.getLong(1));
    }
    Map<String, String> digests = new TreeMap<>();
    for (Row row : lake.read("runs").select("run_id", "trajectory_digest").collectAsList()) {
      String id = row.getString(0);
      String before = digests.put(id, row.getString(1) + " " + evaluations.remove(id));
      if (before != null) {
        throw new AssertionError("Run " + id + " is there twice");
      }
    }
    if (!evaluations.isEmpty()) {
      throw new AssertionError("Trajectories without runs: " + evaluations.keySet());
    }
    return digests;
  }
}
