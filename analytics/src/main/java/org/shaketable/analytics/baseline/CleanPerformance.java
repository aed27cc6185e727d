package org.shaketable.analytics.baseline;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.BandGrid;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.table.ControlKey;
import scala.Tuple2;

/**
 * Performance of the clean runs of one configuration, in the workload's own unit.
 *
 * @param untrained median at evaluation 0
 * @param trained median final performance of those that completed
 * @param bands where a whole new clean run stays
 */
public record CleanPerformance(double untrained, double trained, BandGrid bands)
    implements Serializable {

  /** One run: its performances and the last tenth's mean, NaN if it diverged. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Trained(String runId, double[] performance, double last) implements Serializable {
    private static final Comparator<Trained> ORDER = Comparator.comparing(Trained::runId);

    static Trained of(PackedRun run) {
      Trajectory trajectory = run.trajectory();
      double[] performance = trajectory.column(TrajectoryColumns.PERFORMANCE);
      double last =
          run.facts().diverged()
              ? Double.NaN
              : Curve.of(trajectory.steps(), performance, performance).finalPerformance();
      return new Trained(run.runId(), performance, last);
    }
  }

  /** The clean performance of every configuration: one task gathers that of one, and no more. */
  static Map<ControlKey, CleanPerformance> of(JavaRDD<PackedRun> clean) {
    return clean
        .mapToPair(run -> new Tuple2<>(run.control(), Trained.of(run)))
        .groupByKey()
        .mapValues(CleanPerformance::of)
        .collectAsMap();
  }

  private static CleanPerformance of(Iterable<Trained> runs) {
    List<Trained> sorted =
        StreamSupport.stream(runs.spliterator(), false).sorted(Trained.ORDER).toList();
    return new CleanPerformance(
        median(sorted.stream().mapToDouble(run -> run.performance[0]).toArray()),
        median(sorted.stream().mapToDouble(Trained::last).toArray()),
        BandGrid.of(sorted.stream().map(Trained::performance).toList()));
  }

  private static double median(double[] values) {
    return Percentiles.median(Percentiles.withoutNaN(values));
  }
}
