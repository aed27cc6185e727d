package org.shaketable.jobs.sweep;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.Status;

/** What executors count while they train, to be watched from the driver. */
record Tallies(LongAccumulator runs, LongAccumulator farBelow, LongAccumulator failures)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static Tallies register(SparkContext context) {
    return new Tallies(
        context.longAccumulator("runs"),
        context.longAccumulator("far_below_twin"),
        context.longAccumulator("failures"));
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
  }

  /** Runs, those far below their twins, failures. */
  List<LongAccumulator> all() {
    return List.of(runs, farBelow, failures);
  }

  List<Long> ids() {
    return all().stream().map(LongAccumulator::id).toList();
  }
}
