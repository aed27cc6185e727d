package org.shaketable.analytics.spark;

import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.metastate.Monitor;

/**
 * The table {@code meta_states}: where each evaluation of each run lies in its workload's model;
 * null where there is no model or the evaluation lacks a feature.
 */
final class MetaStates implements MapFunction<Row, Row> {
  private static final long serialVersionUID = 1;
  private static final int KEYS = 3;
  private static final int FIRST = 5;

  static final StructType SCHEMA = schema();

  private final Broadcast<Map<WorkloadKey, Reference>> references;
  private final int width;

  private MetaStates(Broadcast<Map<WorkloadKey, Reference>> references, int width) {
    this.references = references;
    this.width = width;
  }

  private static StructType schema() {
    StructType schema =
        new StructType()
            .add("run_id", DataTypes.StringType)
            .add("sweep", DataTypes.StringType)
            .add("workload", DataTypes.StringType)
            .add("evaluation", DataTypes.IntegerType)
            .add("step", DataTypes.LongType);
    for (int i = 1; i <= MetaStateModel.SHOWN; i++) {
      schema = schema.add("pc" + i, DataTypes.DoubleType);
    }
    return schema.add("t2", DataTypes.DoubleType).add("spe", DataTypes.DoubleType);
  }

  /** One row per row of the trajectories. */
  static Dataset<Row> of(
      Dataset<Row> trajectories,
      TrajectoryColumns columns,
      Broadcast<Map<WorkloadKey, Reference>> references) {
    return columns
        .select(trajectories, "run_id", "sweep", "workload")
        .map(new MetaStates(references, columns.width()), Encoders.row(SCHEMA));
  }

  @Override
  public Row call(Row row) {
    double[] numbers = new double[width];
    for (int i = 0; i < width; i++) {
      numbers[i] = row.isNullAt(KEYS + i) ? Double.NaN : row.getDouble(KEYS + i);
    }
    Object[] cells = new Object[SCHEMA.size()];
    cells[0] = row.getString(0);
    cells[1] = row.getString(1);
    cells[2] = row.getString(2);
    cells[3] = (int) numbers[TrajectoryColumns.EVALUATION];
    cells[4] = (long) numbers[TrajectoryColumns.STEP];
    Reference reference =
        references.value().get(new WorkloadKey(row.getString(1), row.getString(2)));
    if (reference != null && reference.model() != null) {
      place(reference.model().position(numbers, MetaStateModel.SHOWN), cells);
    }
    return Cells.row(cells);
  }

  private static void place(Monitor.Position position, Object[] cells) {
    double[] scores = position.scores();
    for (int i = 0; i < Math.min(scores.length, MetaStateModel.SHOWN); i++) {
      cells[FIRST + i] = scores[i];
    }
    cells[FIRST + MetaStateModel.SHOWN] = position.t2();
    cells[FIRST + MetaStateModel.SHOWN + 1] = position.spe();
  }
}
