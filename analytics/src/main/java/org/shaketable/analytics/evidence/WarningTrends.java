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
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.metastate.Surrogate;
import org.shaketable.analytics.stats.warning.TrendTest;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.WarningTrendRow;

/**
 * The table {@code warning_trends}: early-warning signals of each run beside the surrogates of its
 * own performance. A run is looked at from its onset on, since what comes before is the transient
 * of learning; a clean run from the first onset of the other runs of its configuration and level.
 * One that collapsed is looked at up to its collapse, any other up to its end.
 */
public final class WarningTrends {
  /** Evaluations that a trend is taken of. */
  private static final int LATEST = 60;

  private static final RecordCodec<WarningTrendRow> CODEC = RecordCodec.of(WarningTrendRow.class);

  private WarningTrends() {}

  /**
   * A row for each run and signal; none of runs that are too short or do not vary.
   *
   * @param judged every run, for its collapse and its onset
   */
  public static Dataset<Row> of(
      SparkSession spark, JavaRDD<PackedRun> packed, List<JudgedRun> judged) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(packed.context());
    Broadcast<Map<String, Integer>> ends = context.broadcast(Outcomes.collapseEvaluations(judged));
    Broadcast<Map<ControlKey, Long>> onsets = context.broadcast(Outcomes.onsets(judged));
    JavaRDD<Row> rows =
        packed
            .filter(run -> run.hasTrajectory() && !run.facts().failed())
            .flatMap(
                run ->
                    rows(
                        run,
                        run.facts().clean()
                            ? onsets.value().getOrDefault(run.control(), 0L)
                            : run.facts().onset(),
                        ends.value().get(run.runId())));
    return spark.createDataFrame(rows, CODEC.schema());
  }

  private static Iterator<Row> rows(PackedRun run, long onset, Integer collapse) {
    Trajectory own = run.trajectory();
    int end = collapse == null ? own.length() : Math.min(collapse, own.length());
    int begin = Math.min(end, Math.max(own.lastBy(onset), end - LATEST));
    double[] performance =
        Arrays.copyOfRange(own.column(TrajectoryColumns.PERFORMANCE), begin, end);
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
