package org.shaketable.jobs.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.shaketable.jobs.sweep.Tallies;
import scala.collection.JavaConverters;

/** When the runs of a sweep were trained: those of a task count as trained at its end. */
public final class Arrivals extends SparkListener {
  private final List<Arrival> all = new CopyOnWriteArrayList<>();

  /** Runs of one workload, and the time that they took together. */
  record Spent(long runs, long milliseconds) {
    private Spent plus(Spent other) {
      return new Spent(runs + other.runs, milliseconds + other.milliseconds);
    }
  }

  /**
   * Runs of one task.
   *
   * @param start when the task was begun, in milliseconds since 1970
   * @param end when it had ended
   * @param spent by workload
   */
  record Arrival(long start, long end, Map<String, Spent> spent) {
    private long runs() {
      return spent.values().stream().mapToLong(Spent::runs).sum();
    }

    /** Its time from one time to another, as a share of all of its time. */
    private double share(double from, double to) {
      double inside = Math.min(end, to) - Math.max(start, from);
      return Math.max(0, inside) / Math.max(1, end - start);
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskInfo().successful()) {
      Map<String, Spent> spent = new HashMap<>();
      BiConsumer<String, Spent> add = (name, more) -> spent.merge(name, more, Spent::plus);
      for (AccumulableInfo info :
          JavaConverters.seqAsJavaList(end.taskInfo().accumulables().toSeq())) {
        each(info, Tallies.RUNS_OF, (name, runs) -> add.accept(name, new Spent(runs, 0)));
        each(info, Tallies.MILLISECONDS_OF, (name, ms) -> add.accept(name, new Spent(0, ms)));
      }
      add(new Arrival(end.taskInfo().launchTime(), end.taskInfo().finishTime(), spent));
    }
  }

  private static void each(AccumulableInfo info, String prefix, BiConsumer<String, Long> use) {
    if (info.name().isDefined()
        && info.name().get().startsWith(prefix)
        && info.update().isDefined()
        && info.update().get() instanceof Number number) {
      use.accept(info.name().get().substring(prefix.length()), number.longValue());
    }
  }

  void add(Arrival arrival) {
    if (arrival.runs() > 0) {
      all.add(arrival);
    }
  }

  /** When the first runs were trained, in milliseconds since 1970; NaN where none was. */
  public double first() {
    return ends().asDoubleStream().min().orElse(Double.NaN);
  }

  /** When the first training was begun, in milliseconds since 1970; NaN where none was. */
  public double begin() {
    return all.stream().mapToLong(Arrival::start).asDoubleStream().min().orElse(Double.NaN);
  }

  /** When the last runs were trained, in milliseconds since 1970; NaN where none was. */
  public double last() {
    return ends().asDoubleStream().max().orElse(Double.NaN);
  }

  private LongStream ends() {
    return all.stream().mapToLong(Arrival::end);
  }

  /** The middle between the first training's begin and the last one's end. */
  private double middle() {
    return (begin() + last()) / 2;
  }

  /**
   * Runs per second from one time to another, in milliseconds since 1970. The runs of a task are
   * spread evenly over its time: when each of them ended is not known.
   */
  public double rate(double from, double to) {
    return perSecond(from, to, Arrival::runs);
  }

  /** Runs per second in the second half of the time. */
  public double finalRate() {
    return rate(middle(), last());
  }

  /**
   * How fast runs were trained from one time to another, as a share of the second half's pace. As
   * runs of different workloads lie in different windows, each counts for as many seconds as one of
   * its workload took at the end; a workload that no task of the second half trained, for what it
   * took before.
   */
  public double pace(double from, double to) {
    Map<String, Double> seconds = secondsAtTheEnd();
    ToDoubleFunction<Arrival> work =
        arrival ->
            arrival.spent().entrySet().stream()
                .mapToDouble(spent -> spent.getValue().runs() * seconds.get(spent.getKey()))
                .sum();
    return perSecond(from, to, work) / perSecond(middle(), last(), work);
  }

  /**
   * When runs were first trained at a share of the second half's pace.
   *
   * @param span milliseconds over which the pace is taken
   * @return the end of the first such span, in milliseconds since 1970; NaN where there is none
   */
  public double reached(double share, double span) {
    return DoubleStream.iterate(begin() + span, end -> end <= last(), end -> end + span / 20)
        .filter(end -> pace(end - span, end) >= share)
        .findFirst()
        .orElse(Double.NaN);
  }

  private Map<String, Double> secondsAtTheEnd() {
    double middle = middle();
    Map<String, Spent> spent = spent(all.stream());
    spent.putAll(spent(all.stream().filter(arrival -> arrival.start() >= middle)));
    return spent.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                of -> of.getValue().milliseconds() / 1e3 / Math.max(1, of.getValue().runs())));
  }

  private static Map<String, Spent> spent(Stream<Arrival> arrivals) {
    Map<String, Spent> sums = new HashMap<>();
    arrivals.forEach(
        arrival -> arrival.spent().forEach((name, more) -> sums.merge(name, more, Spent::plus)));
    return sums;
  }

  private double perSecond(double from, double to, ToDoubleFunction<Arrival> amount) {
    return all.stream()
            .mapToDouble(arrival -> amount.applyAsDouble(arrival) * arrival.share(from, to))
            .sum()
        / ((to - from) / 1e3);
  }
}
