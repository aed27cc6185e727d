package org.shaketable.analytics.packing;

import java.io.Serializable;
import org.apache.spark.util.KnownSizeEstimation;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ControlKey;

/** A run with its trajectory, packed into one array. */
public final class PackedRun implements Serializable, KnownSizeEstimation {
  private static final long serialVersionUID = 1;

  /** What the facts take, about. */
  private static final long FACTS_BYTES = 2_000;

  private final RunFacts facts;
  private final Trajectory trajectory;

  /**
   * A run.
   *
   * @param trajectory null for a run that has none
   */
  PackedRun(RunFacts facts, Trajectory trajectory) {
    this.facts = facts;
    this.trajectory = trajectory;
  }

  /** Bytes in memory, so that Spark need not walk through every run to know. */
  @Override
  public long estimatedSize() {
    return FACTS_BYTES + (trajectory == null ? 0 : trajectory.bytes());
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

  /** The clean runs that it is judged beside. */
  public ControlKey control() {
    return facts.control();
  }

  /** Whether it is a clean run that others can be measured against. */
  public boolean inControlGroup() {
    return facts.clean() && trajectory != null && !facts.failed();
  }

  public boolean hasTrajectory() {
    return trajectory != null;
  }

  /** Its evaluations; null for a run that has none. */
  public Trajectory trajectory() {
    return trajectory;
  }
}
