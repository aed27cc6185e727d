package org.shaketable.jobs.sweep;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Counts of runs as they end, not only as their tasks end: finished tasks are in the accumulators,
 * those at work report theirs with each heartbeat.
 */
final class Watch extends SparkListener {
  private final Tallies tallies;
  private final long trainedBefore;
  private final long start = System.nanoTime();
  private final Map<Long, Map<Long, Long>> running = new ConcurrentHashMap<>();

  Watch(Tallies tallies) {
    this.tallies = tallies;
    this.trainedBefore = tallies.runs().value();
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    List<Long> ids = tallies.ids();
    for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
        JavaConverters.seqAsJavaList(update.accumUpdates())) {
      Map<Long, Long> counts = new ConcurrentHashMap<>();
      for (AccumulableInfo info : JavaConverters.seqAsJavaList(task._4())) {
        if (ids.contains(info.id()) && info.update().isDefined()) {
          counts.put(info.id(), (Long) info.update().get());
        }
      }
      running.put((Long) task._1(), counts);
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
  }

  /** Where the sweep stands, {@code before} of {@code all} runs done when the watch began. */
  Pace pace(long before, long all) {
    long trained = count(0);
    double rate = (trained - trainedBefore) / ((System.nanoTime() - start) / 1e9);
    return new Pace(before + trained, all, trained, rate, count(1), count(2));
  }

  private long count(int tally) {
    var accumulator = tallies.all().get(tally);
    long atWork =
        running.values().stream()
            .mapToLong(counts -> counts.getOrDefault(accumulator.id(), 0L))
            .sum();
    return accumulator.value() + atWork;
  }
}
