package org.shaketable.jobs.sweep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.jobs.lake.Lake;

/**
 * How long trainings take, by runs of each workload of a sweep.
 *
 * @param seconds time of one run, by workload: the median of those that the lake has, else the
 *     average of those that were looked at
 * @param measured number of runs that it rests on
 */
public record TimeEstimate(Map<String, Double> seconds, long measured) {
  /** Before anything was trained. */
  static final TimeEstimate NONE = new TimeEstimate(Map.of(), 0);

  /** Times are counted in milliseconds, and no run takes none. */
  private static final double LEAST_SECONDS = 5e-4;

  public TimeEstimate {
    seconds = Map.copyOf(seconds);
  }

  /** What the lake's runs of a sweep say. */
  public static TimeEstimate of(Lake lake, String sweep) {
    return of(lake.now("runs").where(col("sweep").equalTo(sweep)));
  }

  /** What the runs of each workload took on the average that ended between two looks. */
  static TimeEstimate between(
      Map<String, TimeLeft.Spent> before, Map<String, TimeLeft.Spent> after) {
    Map<String, Double> seconds = new HashMap<>();
    long measured = 0;
    for (Map.Entry<String, TimeLeft.Spent> one : after.entrySet()) {
      TimeLeft.Spent spent =
          one.getValue().minus(before.getOrDefault(one.getKey(), TimeLeft.Spent.NOTHING));
      if (spent.runs() > 0) {
        seconds.put(one.getKey(), Math.max(LEAST_SECONDS, spent.seconds() / spent.runs()));
        measured += spent.runs();
      }
    }
    return new TimeEstimate(seconds, measured);
  }

  private static TimeEstimate of(Dataset<Row> runs) {
    Map<String, Double> seconds = new HashMap<>();
    long measured = 0;
    for (Row row :
        runs.groupBy("workload")
            .agg(expr("percentile(wall_seconds, 0.5)"), count(lit(1)))
            .collectAsList()) {
      seconds.put(row.getString(0), row.getDouble(1));
      measured += row.getLong(2);
    }
    return new TimeEstimate(seconds, measured);
  }

  /** Seconds that tasks take, each training its clean twin too. */
  OptionalDouble ofTasks(List<TwinTask> tasks, int cores) {
    return tasks.stream().allMatch(task -> seconds.containsKey(task.workload()))
        ? OptionalDouble.of(tasks.stream().mapToDouble(this::ofTask).sum() / cores)
        : OptionalDouble.empty();
  }

  /** Seconds that a task of a measured workload takes on one core. */
  double ofTask(TwinTask task) {
    return seconds.get(task.workload()) * task.trainings();
  }
}
