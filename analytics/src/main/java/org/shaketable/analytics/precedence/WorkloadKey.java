package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.Comparator;
import org.shaketable.analytics.table.ConfigurationKey;

/** A workload with all its configurations: what one question of precedence is about. */
public record WorkloadKey(String sweep, String workload)
    implements Serializable, Comparable<WorkloadKey> {
  private static final Comparator<WorkloadKey> ORDER =
      Comparator.comparing(WorkloadKey::sweep).thenComparing(WorkloadKey::workload);

  /** The workload of a configuration. */
  public static WorkloadKey of(ConfigurationKey key) {
    return new WorkloadKey(key.sweep(), key.workload());
  }

  @Override
  public int compareTo(WorkloadKey other) {
    return ORDER.compare(this, other);
  }
}
