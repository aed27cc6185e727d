package org.shaketable.analytics.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.metastate.Surrogate;
import org.shaketable.analytics.stats.warning.TrendTest;
import org.shaketable.analytics.table.WarningTrendRow;

/**
 * The table {@code warning_trends}: early-warning signals of each run beside the surrogates of its
 * own performance. A run that collapsed is looked at up to its collapse, any other up to its end.
 */
public final class WarningTrends {
  /** Evaluations that a trend is taken of. */
  private static final int LATEST = 60;

  private static final RecordCodec<WarningTrendRow> CODEC = RecordCodec.of(WarningTrendRow.class);

  private WarningTrends() {}

  /**
   * A row for each run and signal; none of runs that are too short or do not vary.
   *
   * @param width numbers per evaluation
   * @param collapses the evaluation at which a run collapsed, by run_id
   */
  public static Dataset<Row> of(
      SparkSession spark, JavaRDD<PackedRun> packed, int width, Map<String, Integer> collapses) {
    Broadcast<Map<String, Integer>> ends =
        JavaSparkContext.fromSparkContext(packed.context()).broadcast(collapses);
    JavaRDD<Row> rows =
        packed
            .filter(run -> run.hasTrajectory() && !run.facts().failed())
            .flatMap(run -> rows(run, width, ends.value().get(run.runId())));
    return spark.createDataFrame(rows, CODEC.schema());
  }

  private static Iterator<Row> rows(PackedRun run, int width, Integer collapse) {
    Trajectory own = run.trajectory(width);
    int end = collapse == null ? own.length() : Math.min(collapse, own.length());
    double[] performance =
        Arrays.copyOfRange(
            own.column(TrajectoryColumns.PERFORMANCE), Math.max(0, end - LATEST), end);
    TrendTest test =
        TrendTest.of(performance, new SplittableRandom(Seeds.of(run.runId(), "trends")));
    List<Row> rows = new ArrayList<>();
    if (test != null) {
      for (TrendTest.Signal signal : TrendTest.Signal.values()) {
        rows.add(CODEC.row(row(run, collapse != null, signal, test)));
      }
    }
    return rows.iterator();
  }

  private static WarningTrendRow row(
      PackedRun run, boolean collapsed, TrendTest.Signal signal, TrendTest test) {
    return new WarningTrendRow(
        run.runId(),
        run.key(),
        run.facts().role(),
        collapsed,
        signal.name().toLowerCase(Locale.ROOT),
        test.n(),
        test.tau().get(signal),
        test.p().get(Surrogate.AR1).get(signal),
        test.p().get(Surrogate.PHASE_SHUFFLED).get(signal));
  }
}
