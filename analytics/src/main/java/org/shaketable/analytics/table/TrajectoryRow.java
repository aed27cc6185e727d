package org.shaketable.analytics.table;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** One row of the table {@code trajectories}: one evaluation of one run. */
@Table(
    name = "trajectories",
    row = "one evaluation of one run",
    partitionedBy = {"sweep", "workload"})
public record TrajectoryRow(
    @Column(meaning = "the run") String runId,
    @Column(meaning = "its sweep") String sweep,
    @Column(meaning = "its workload") String workload,
    @Column(meaning = "number of the evaluation; 0 is before training") int evaluation,
    @Column(meaning = "steps taken until then", unit = "steps") long step,
    @Column(meaning = "performance, in the workload's unit and direction") double performance,
    @Column(meaning = "what training minimises, since the evaluation before; null where unknown")
        double loss,
    @Column(
            meaning =
                "one column for each feature, of that name; the table workloads says which are a"
                    + " workload's; null where there is no value")
        SortedMap<String, Double> features,
    @Column(meaning = "Euclidean distance to the clean twin's parameters; 0 for a clean run")
        double parameterDistance,
    @Column(
            meaning = "mean Kullback-Leibler divergence from the clean twin's predictions",
            unit = "nats")
        double functionDistance) {
  public TrajectoryRow {
    features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
  }
}
