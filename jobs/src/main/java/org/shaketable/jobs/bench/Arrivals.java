package org.shaketable.jobs.bench;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.JavaConverters;

/** When the runs of a sweep were trained: those of a task count as trained at its end. */
public final class Arrivals extends SparkListener {
  private final List<Arrival> all = new CopyOnWriteArrayList<>();

  /**
   * Runs of one task.
   *
   * @param start when the task was begun, in milliseconds since 1970
   * @param end when it had ended
   */
  record Arrival(long start, long end, long runs) {}

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskInfo().successful()) {
      JavaConverters.seqAsJavaList(end.taskInfo().accumulables().toSeq()).stream()
          .filter(info -> info.name().isDefined() && info.name().get().equals("runs"))
          .flatMap(Arrivals::update)
          .forEach(
              runs ->
                  add(new Arrival(end.taskInfo().launchTime(), end.taskInfo().finishTime(), runs)));
    }
  }

  private static Stream<Long> update(AccumulableInfo info) {
    return info.update().isDefined() && info.update().get() instanceof Number number
        ? Stream.of(number.longValue())
        : Stream.empty();
  }

  void add(Arrival arrival) {
    if (arrival.runs() > 0) {
      all.add(arrival);
    }
  }

  /** When the first runs were trained, in milliseconds since 1970; NaN where none was. */
  public double first() {
    return all.stream().mapToLong(Arrival::end).asDoubleStream().min().orElse(Double.NaN);
  }

  /** When the first training was begun, in milliseconds since 1970; NaN where none was. */
  public double begin() {
    return all.stream().mapToLong(Arrival::start).asDoubleStream().min().orElse(Double.NaN);
  }

  /** When the last runs were trained, in milliseconds since 1970; NaN where none was. */
  public double last() {
    return all.stream().mapToLong(Arrival::end).asDoubleStream().max().orElse(Double.NaN);
  }

  /**
   * Runs per second from one time to another, in milliseconds since 1970. The runs of a task are
   * spread evenly over its time: when each of them ended is not known.
   */
  public double rate(double from, double to) {
    return all.stream().flatMapToDouble(arrival -> share(arrival, from, to)).sum()
        / ((to - from) / 1e3);
  }

  private static DoubleStream share(Arrival arrival, double from, double to) {
    double inside = Math.min(arrival.end(), to) - Math.max(arrival.start(), from);
    double whole = Math.max(1, arrival.end() - arrival.start());
    return inside > 0 ? DoubleStream.of(arrival.runs() * inside / whole) : DoubleStream.empty();
  }
}
