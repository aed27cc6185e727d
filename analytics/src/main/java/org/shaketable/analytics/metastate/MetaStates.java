package org.shaketable.analytics.metastate;

import java.util.Iterator;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.metastate.Monitor;
import org.shaketable.analytics.stats.mixture.Mixture;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.MetaStateRow;

/**
 * The table {@code meta_states}: where each evaluation of each run lies in its configuration's
 * model; null where there is no model or the evaluation lacks a feature.
 *
 * <p>The rows are made in Spark's own form: it is the one result table as long as the trajectories,
 * and an object per number would take most of the time.
 */
public final class MetaStates implements FlatMapFunction<PackedRun, InternalRow> {
  private static final long serialVersionUID = 1;
  private static final int FIRST = 5;

  private static final StructType SCHEMA = RecordCodec.of(MetaStateRow.class).schema();

  private final Broadcast<Map<ControlKey, ControlGroup>> groups;

  private MetaStates(Broadcast<Map<ControlKey, ControlGroup>> groups) {
    this.groups = groups;
  }

  /** One row per row of the trajectories. */
  public static Dataset<Row> of(
      SparkSession spark,
      JavaRDD<PackedRun> runs,
      Broadcast<Map<ControlKey, ControlGroup>> groups) {
    JavaRDD<InternalRow> rows =
        runs.filter(PackedRun::hasTrajectory).flatMap(new MetaStates(groups));
    return spark.internalCreateDataFrame(rows.rdd(), SCHEMA, false);
  }

  @Override
  public Iterator<InternalRow> call(PackedRun run) {
    ControlKey key = run.control();
    ControlGroup group = groups.value().get(key);
    return new Rows(run.runId(), key, group, run.trajectory());
  }

  /** The rows of one run: the same row filled anew, as Spark expects it. */
  private static final class Rows implements Iterator<InternalRow> {
    private final SpecificInternalRow row = new SpecificInternalRow(SCHEMA);
    private final Mixture regimes;
    private final Trajectory trajectory;

    /** Where all rows lie; null where there is no model. */
    private final Monitor.Positions positions;

    private int next;

    Rows(String runId, ControlKey key, ControlGroup group, Trajectory trajectory) {
      MetaStateModel model = group == null ? null : group.model();
      this.regimes = model == null ? null : group.clouds();
      this.trajectory = trajectory;
      this.positions = model == null ? null : model.positions(trajectory, MetaStateModel.SHOWN);
      row.update(0, UTF8String.fromString(runId));
      row.update(1, UTF8String.fromString(key.sweep()));
      row.update(2, UTF8String.fromString(key.configuration().workload()));
    }

    @Override
    public boolean hasNext() {
      return next < trajectory.length();
    }

    @Override
    public InternalRow next() {
      int at = next++;
      row.setInt(3, trajectory.evaluation(at));
      row.setLong(4, (long) trajectory.value(at, TrajectoryColumns.STEP));
      if (positions == null) {
        for (int i = FIRST; i < SCHEMA.size(); i++) {
          row.setNullAt(i);
        }
      } else {
        place(at);
      }
      return row;
    }

    private void place(int at) {
      double[][] scores = positions.scores();
      for (int i = 0; i < MetaStateModel.SHOWN; i++) {
        put(FIRST + i, i < scores.length ? scores[i][at] : Double.NaN);
      }
      put(FIRST + MetaStateModel.SHOWN, positions.t2()[at]);
      put(FIRST + MetaStateModel.SHOWN + 1, positions.spe()[at]);
      belong(FIRST + MetaStateModel.SHOWN + 2, scores[0][at], scores[1][at]);
    }

    private void belong(int column, double first, double second) {
      if (regimes == null || Double.isNaN(first + second)) {
        row.setNullAt(column);
        row.setNullAt(column + 1);
      } else {
        row.setInt(column, regimes.cloud(first, second));
        row.update(
            column + 1, UnsafeArrayData.fromPrimitiveArray(regimes.posteriors(first, second)));
      }
    }

    private void put(int column, double value) {
      if (Double.isNaN(value)) {
        row.setNullAt(column);
      } else {
        row.setDouble(column, value);
      }
    }
  }
}
