package org.shaketable.analytics.packing;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.util.KnownSizeEstimation;
import org.shaketable.analytics.table.ConfigurationKey;

/** A run with its packed trajectory. */
public final class PackedRun implements Serializable, KnownSizeEstimation {
  private static final long serialVersionUID = 1;

  /** What the facts take, about. */
  private static final long FACTS_BYTES = 2_000;

  private final RunFacts facts;
  private final byte[] packed;

  /**
   * A run.
   *
   * @param packed null for a run that has no trajectory
   */
  PackedRun(RunFacts facts, byte[] packed) {
    this.facts = facts;
    this.packed = packed;
  }

  /** Bytes in memory, so that Spark need not walk through every run to know. */
  @Override
  public long estimatedSize() {
    return FACTS_BYTES + (packed == null ? 0 : packed.length);
  }

  /** What the table of runs says of it. */
  public RunFacts facts() {
    return facts;
  }

  public String runId() {
    return facts.runId();
  }

  public ConfigurationKey key() {
    return facts.key();
  }

  /** Whether it is a clean run that others can be measured against. */
  public boolean control() {
    return facts.clean() && packed != null && !facts.failed();
  }

  public boolean hasTrajectory() {
    return packed != null;
  }

  /** Its evaluations; null for a run that has none. */
  public Trajectory trajectory(int width) {
    return packed == null ? null : Trajectory.unpack(List.of(packed), width);
  }
}
