package org.shaketable.analytics.spark;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** One workload of one sweep: the unit that has clean runs, a clean band and a meta-state model. */
public record WorkloadKey(String sweep, String workload) implements Serializable {

  /** The workload of a row that has the columns {@code sweep} and {@code workload}. */
  static WorkloadKey of(Row row) {
    return new WorkloadKey(row.getAs("sweep"), row.getAs("workload"));
  }
}
