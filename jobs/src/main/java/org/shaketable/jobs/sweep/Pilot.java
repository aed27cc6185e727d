package org.shaketable.jobs.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.parallel.SparkAverager;
import org.shaketable.training.averaging.Averaging;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Workload;

/** Clean runs that are trained to see how long they take, and then forgotten. */
public final class Pilot {
  /** The first ones are slowed by the compiler at work. */
  private static final int LEAST_RUNS = 3;

  private static final int MOST_RUNS = 40;

  /** Later runs than the fewest are trained as long as all of them take no longer. */
  private static final double WARM_UP_SECONDS = 5;

  private Pilot() {}

  /**
   * The time of the last of some clean runs of each workload of a sweep, at its first configuration
   * and level: {@value #LEAST_RUNS} at least, and {@value #WARM_UP_SECONDS} seconds of them where
   * they are short.
   *
   * @param spark whose tasks are the workers of data-parallel runs
   */
  public static TimeEstimate of(SparkSession spark, SweepConfig config) {
    CheckpointStarts starts = CheckpointStarts.of(spark, config.workloads());
    SparkAverager averager = new SparkAverager(spark.sparkContext());
    return Averaging.by(averager, () -> starts.during(() -> measured(config)));
  }

  private static TimeEstimate measured(SweepConfig config) {
    Map<String, Double> seconds = new HashMap<>();
    long measured = 0;
    for (List<Workload> configurations : config.configurations().values()) {
      Workload workload = configurations.get(0);
      RunSpec clean = config.firstClean(workload);
      double all = 0;
      for (int i = 0; i < LEAST_RUNS || i < MOST_RUNS && all < WARM_UP_SECONDS; i++) {
        double last = Twin.alone(clean).wallSeconds();
        seconds.put(workload.name(), last);
        all += last;
        measured++;
      }
    }
    return new TimeEstimate(seconds, measured);
  }
}
