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
  /** The first is slowed by the compiler at work. */
  private static final int RUNS = 3;

  private Pilot() {}

  /**
   * The time of the last of {@value #RUNS} clean runs of each workload of a sweep, at its first
   * configuration and level.
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
    for (List<Workload> configurations : config.configurations().values()) {
      Workload workload = configurations.get(0);
      RunSpec clean =
          config
              .specs()
              .filter(spec -> spec.clean() && spec.workload().equals(workload))
              .findFirst()
              .orElseThrow();
      for (int i = 0; i < RUNS; i++) {
        seconds.put(workload.name(), Twin.alone(clean).wallSeconds());
      }
    }
    return new TimeEstimate(seconds, (long) RUNS * seconds.size());
  }
}
