package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.util.KnownSizeEstimation;
import org.shaketable.analytics.table.Condition;

/** The strata of one condition, their runs placed; none where no two runs can be compared. */
record PlacedCondition(Condition condition, List<Placed> strata)
    implements Serializable, KnownSizeEstimation {

  /** What a stratum takes beside its places and references to runs, about: two lists. */
  private static final long BYTES = 200;

  static PlacedCondition of(Condition condition, List<ScoredRun> runs, int horizon) {
    return new PlacedCondition(condition, Placed.of(Stratum.of(runs, horizon)));
  }

  WorkloadKey workload() {
    return WorkloadKey.of(condition.configuration());
  }

  /** Bytes in memory, without what is known of each run by itself. */
  @Override
  public long estimatedSize() {
    return strata.stream().mapToLong(placed -> BYTES + placed.bytes()).sum();
  }
}
