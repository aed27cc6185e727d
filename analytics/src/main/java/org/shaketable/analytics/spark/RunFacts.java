package org.shaketable.analytics.spark;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.run.CollapseRules;
import org.shaketable.analytics.stats.run.LossCollapse;

/**
 * What the table of runs says of one run, as far as judging it needs.
 *
 * @param twin the clean run it is measured against: itself if clean
 */
record RunFacts(
    String runId,
    String twin,
    WorkloadKey workload,
    String learner,
    boolean clean,
    String status,
    long steps,
    long horizon,
    long onset,
    long end) {

  /** Columns of the condition that a run belongs to. */
  static final StructType CONDITION =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("dimension", DataTypes.StringType)
          .add("family", DataTypes.StringType)
          .add("magnitude", DataTypes.DoubleType)
          .add("schedule", DataTypes.StringType)
          .add("stochasticity", DataTypes.StringType);

  /** Columns that {@link #of} reads. */
  static final StructType SCHEMA =
      CONDITION
          .add("run_id", DataTypes.StringType)
          .add("twin_run_id", DataTypes.StringType)
          .add("learner", DataTypes.StringType)
          .add("replicate", DataTypes.IntegerType)
          .add("status", DataTypes.StringType)
          .add("steps", DataTypes.LongType)
          .add("horizon", DataTypes.LongType)
          .add("onset_step", DataTypes.LongType)
          .add("end_step", DataTypes.LongType)
          .add("final_performance", DataTypes.DoubleType);

  /** The columns of {@link #SCHEMA}, to select from the table of runs. */
  static Column[] columns() {
    return java.util.Arrays.stream(SCHEMA.fieldNames()).map(functions::col).toArray(Column[]::new);
  }

  static RunFacts of(Row row) {
    String twin = row.getAs("twin_run_id");
    Long onset = row.getAs("onset_step");
    Long end = row.getAs("end_step");
    long horizon = row.<Long>getAs("horizon");
    return new RunFacts(
        row.getAs("run_id"),
        twin == null ? row.getAs("run_id") : twin,
        WorkloadKey.of(row),
        row.getAs("learner"),
        twin == null,
        row.getAs("status"),
        row.<Long>getAs("steps"),
        horizon,
        onset == null ? horizon : onset,
        end == null ? horizon : end);
  }

  boolean failed() {
    return "FAILED".equals(status);
  }

  boolean diverged() {
    return "DIVERGED".equals(status);
  }

  /** Whether its performance is minus its loss in nats per token. */
  boolean judgedByLoss() {
    return CollapseRules.of(learner).loss() == LossCollapse.COUNTED;
  }

  /** Whether the disturbance ends before the run does, so that the run can recover. */
  boolean ends() {
    return end < horizon;
  }
}
