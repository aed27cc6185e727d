package org.shaketable.analytics.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.util.KnownSizeEstimation;

/** A run of the table of runs (see {@link RunFacts#SCHEMA}) with its packed trajectory. */
final class PackedRun implements Serializable, KnownSizeEstimation {
  private static final long serialVersionUID = 1;

  /** Of the row, about. */
  private static final long ROW_BYTES = 2_000;

  private final Row run;
  private final byte[] packed;

  /**
   * A run.
   *
   * @param packed null for a run that has no trajectory
   */
  PackedRun(Row run, byte[] packed) {
    this.run = run;
    this.packed = packed;
  }

  /** Bytes in memory, so that Spark need not walk through every row and its schema to know. */
  @Override
  public long estimatedSize() {
    return ROW_BYTES + (packed == null ? 0 : packed.length);
  }

  Row row() {
    return run;
  }

  String runId() {
    return run.getAs("run_id");
  }

  WorkloadKey key() {
    return WorkloadKey.of(run);
  }

  boolean clean() {
    return run.getAs("twin_run_id") == null;
  }

  /** Whether it is a clean run that others can be measured against. */
  boolean reference() {
    return clean() && packed != null && !"FAILED".equals(run.getAs("status"));
  }

  boolean hasTrajectory() {
    return packed != null;
  }

  /** Its evaluations; null for a run that has none. */
  Trajectory trajectory(int width) {
    return packed == null ? null : Trajectory.unpack(List.of(packed), width);
  }
}
