package org.shaketable.jobs.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Counts of runs as they end, not only as their tasks end: finished tasks are in the accumulators,
 * those at work report theirs with each heartbeat. Of a task that is run twice one copy counts.
 */
final class RunCounter extends SparkListener {
  private final Tallies tallies;
  private final long before;
  private final long all;
  private final long trainedBefore;
  private final long start = System.nanoTime();
  private final TimeLeft left;
  private final IntSupplier cores;
  private final Map<Long, Map<Long, Long>> running = new ConcurrentHashMap<>();
  private final Map<Long, TaskNumber> numbers = new ConcurrentHashMap<>();
  private final Set<TaskNumber> done = ConcurrentHashMap.newKeySet();

  /** A task whatever its copy, by its number in its stage. */
  private record TaskNumber(int stage, int index) {}

  /**
   * A watch of a sweep of {@code all} runs, {@code before} of them done before the tallies.
   *
   * @param planned runs that are trained on the cores, by workload
   * @param cores how many there are by now
   */
  RunCounter(Tallies tallies, long before, long all, Map<String, Long> planned, IntSupplier cores) {
    this.tallies = tallies;
    this.before = before;
    this.all = all;
    this.left = new TimeLeft(planned);
    this.cores = cores;
    this.trainedBefore = tallies.runs().value();
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    numbers.put(
        start.taskInfo().taskId(), new TaskNumber(start.stageId(), start.taskInfo().index()));
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
      // A heartbeat may come after the end of a task.
      if (numbers.containsKey((Long) task._1())) {
        running.put((Long) task._1(), counts);
      }
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    TaskNumber number = numbers.remove(end.taskInfo().taskId());
    running.remove(end.taskInfo().taskId());
    if (number != null && end.taskInfo().successful()) {
      done.add(number);
    }
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted completed) {
    int stage = completed.stageInfo().stageId();
    // Copies that are not needed any more may run on for a while.
    numbers.values().removeIf(number -> number.stage() == stage);
    running.keySet().retainAll(numbers.keySet());
    done.removeIf(number -> number.stage() == stage);
  }

  /** Where the sweep stands. */
  synchronized RunCounts pace() {
    long trained = count(tallies.runs());
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, TimeLeft.Spent> spent = new HashMap<>();
    tallies
        .byWorkload()
        .forEach(
            (workload, by) ->
                spent.put(
                    workload, new TimeLeft.Spent(count(by.runs()), count(by.millis()) / 1e3)));
    left.look(seconds, spent);
    return new RunCounts(
        before + trained,
        all,
        trained,
        (trained - trainedBefore) / seconds,
        left.seconds(cores.getAsInt()),
        count(tallies.farBelow()),
        count(tallies.failures()));
  }

  private long count(LongAccumulator accumulator) {
    Map<TaskNumber, Long> atWork = new HashMap<>();
    running.forEach(
        (task, counts) -> {
          TaskNumber number = numbers.get(task);
          if (number != null && !done.contains(number)) {
            atWork.merge(number, counts.getOrDefault(accumulator.id(), 0L), Math::max);
          }
        });
    return accumulator.value() + atWork.values().stream().mapToLong(Long::longValue).sum();
  }
}
