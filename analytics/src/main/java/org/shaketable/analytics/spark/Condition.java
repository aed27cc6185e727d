package org.shaketable.analytics.spark;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;

/** What all replicates of a perturbed run have in common. */
record Condition(
    String sweep,
    String workload,
    String dimension,
    String family,
    double magnitude,
    String schedule,
    String stochasticity)
    implements Serializable, Comparable<Condition> {
  private static final Comparator<Condition> ORDER =
      Comparator.comparing(Condition::sweep)
          .thenComparing(Condition::workload)
          .thenComparing(Condition::dimension)
          .thenComparing(Condition::family)
          .thenComparing(Condition::magnitude)
          .thenComparing(Condition::schedule)
          .thenComparing(Condition::stochasticity);

  static Condition of(Row row) {
    return new Condition(
        row.getAs("sweep"),
        row.getAs("workload"),
        row.getAs("dimension"),
        row.getAs("family"),
        row.<Double>getAs("magnitude"),
        row.getAs("schedule"),
        row.getAs("stochasticity"));
  }

  /** The key of the column {@code sweep} and {@code workload}. */
  WorkloadKey key() {
    return new WorkloadKey(sweep, workload);
  }

  /** The same condition at another magnitude of which nothing is said. */
  Condition anyMagnitude() {
    return new Condition(sweep, workload, dimension, family, Double.NaN, schedule, stochasticity);
  }

  /** Sweep, workload and dimension. */
  List<String> dimensionKey() {
    return List.of(sweep, workload, dimension);
  }

  @Override
  public int compareTo(Condition other) {
    return ORDER.compare(this, other);
  }
}
