package org.shaketable.jobs.sweep;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.Status;

/** What executors count while they train, to be watched from the driver. */
public record Tallies(
    LongAccumulator runs,
    LongAccumulator farBelow,
    LongAccumulator failures,
    Map<String, Spent> byWorkload)
    implements Serializable {
  /** What begins the name of a count of one workload's runs; the workload follows. */
  public static final String RUNS_OF = "runs of ";

  /** What begins the name of a count of the milliseconds that they took. */
  public static final String MILLISECONDS_OF = "milliseconds of ";

  private static final long serialVersionUID = 1L;

  /** Runs of one workload, and the milliseconds that they took. */
  public record Spent(LongAccumulator runs, LongAccumulator millis) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Those of a sweep of these workloads. */
  static Tallies register(SparkContext context, Collection<String> workloads) {
    Map<String, Spent> spent = new HashMap<>();
    for (String workload : workloads) {
      spent.computeIfAbsent(
          workload,
          name ->
              new Spent(
                  context.longAccumulator(RUNS_OF + name),
                  context.longAccumulator(MILLISECONDS_OF + name)));
    }
    return new Tallies(
        context.longAccumulator("runs"),
        context.longAccumulator("far_below_twin"),
        context.longAccumulator("failures"),
        spent);
  }

  /** A clean run or a placebo: what it does is no collapse. */
  void undisturbed(Run run) {
    runs.add(1);
    count(run);
  }

  void perturbed(Run run, Run twin) {
    runs.add(1);
    farBelow.add(FirstLook.farBelow(run, twin) ? 1 : 0);
    count(run);
  }

  private void count(Run run) {
    failures.add(run.status() == Status.FAILED ? 1 : 0);
    Spent spent = byWorkload.get(run.spec().workload().name());
    if (spent != null) {
      spent.runs().add(1);
      spent.millis().add(Math.round(1e3 * run.wallSeconds()));
    }
  }

  /** What the runs of each workload took whose tasks have ended. */
  Map<String, TimeLeft.Spent> spent() {
    Map<String, TimeLeft.Spent> spent = new HashMap<>();
    byWorkload.forEach(
        (workload, by) ->
            spent.put(workload, new TimeLeft.Spent(by.runs().value(), by.millis().value() / 1e3)));
    return spent;
  }

  /** Runs, those far below their twins, failures. */
  List<LongAccumulator> all() {
    return List.of(runs, farBelow, failures);
  }

  List<Long> ids() {
    return Stream.concat(
            all().stream(),
            byWorkload.values().stream().flatMap(spent -> Stream.of(spent.runs(), spent.millis())))
        .map(LongAccumulator::id)
        .toList();
  }
}
