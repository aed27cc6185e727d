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
  private final int width;

  private MetaStates(Broadcast<Map<ControlKey, ControlGroup>> groups, int width) {
    this.groups = groups;
    this.width = width;
  }

  /** One row per row of the trajectories. */
  public static Dataset<Row> of(
      SparkSession spark,
      JavaRDD<PackedRun> runs,
      TrajectoryColumns columns,
      Broadcast<Map<ControlKey, ControlGroup>> groups) {
    JavaRDD<InternalRow> rows =
        runs.filter(PackedRun::hasTrajectory).flatMap(new MetaStates(groups, columns.width()));
    return spark.internalCreateDataFrame(rows.rdd(), SCHEMA, false);
  }

  @Override
  public Iterator<InternalRow> call(PackedRun run) {
    ControlKey key = run.control();
    ControlGroup group = groups.value().get(key);
    return new Rows(run.runId(), key, group, run.trajectory(width));
  }

  /** The rows of one run: the same row filled anew, as Spark expects it. */
  private static final class Rows implements Iterator<InternalRow> {
    private final SpecificInternalRow row = new SpecificInternalRow(SCHEMA);
    private final MetaStateModel model;
    private final Mixture regimes;
    private final Trajectory trajectory;
    private int next;

    Rows(String runId, ControlKey key, ControlGroup group, Trajectory trajectory) {
      this.model = group == null ? null : group.model();
      this.regimes = model == null ? null : group.clouds();
      this.trajectory = trajectory;
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
      double[] numbers = trajectory.row(next++);
      row.setInt(3, (int) numbers[TrajectoryColumns.EVALUATION]);
      row.setLong(4, (long) numbers[TrajectoryColumns.STEP]);
      if (model == null) {
        for (int i = FIRST; i < SCHEMA.size(); i++) {
          row.setNullAt(i);
        }
      } else {
        place(model.position(numbers, MetaStateModel.SHOWN));
      }
      return row;
    }

    private void place(Monitor.Position position) {
      double[] scores = position.scores();
      for (int i = 0; i < MetaStateModel.SHOWN; i++) {
        put(FIRST + i, i < scores.length ? scores[i] : Double.NaN);
      }
      put(FIRST + MetaStateModel.SHOWN, position.t2());
      put(FIRST + MetaStateModel.SHOWN + 1, position.spe());
      belong(FIRST + MetaStateModel.SHOWN + 2, scores);
    }

    private void belong(int column, double[] scores) {
      if (regimes == null || Double.isNaN(scores[0] + scores[1])) {
        row.setNullAt(column);
        row.setNullAt(column + 1);
      } else {
        row.setInt(column, regimes.cloud(scores[0], scores[1]));
        row.update(
            column + 1,
            UnsafeArrayData.fromPrimitiveArray(regimes.posteriors(scores[0], scores[1])));
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
