package org.shaketable.jobs.sweep;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.shaketable.schedule.Horizon;
import org.shaketable.training.run.Evaluation;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Status;
import org.shaketable.training.run.Stop;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.Measurement;

/**
 * What a {@link Trainer} does, but each trial takes a fixed time, nearly all of it waiting, and has
 * a made-up trajectory of the plan's size.
 */
record FixedTrials(String sweep, Provenance provenance, double seconds, Tallies tallies)
    implements FlatMapFunction<TwinTask, Row> {
  private static final long serialVersionUID = 1L;
  private static final long AWAKE_NANOS = 1_000_000;

  @Override
  public Iterator<Row> call(TwinTask task) {
    String from = provenance.json("none");
    return task.written(sweep)
        .map(planned -> StagedRun.of(sweep, planned, run(planned), from, CheckpointKeeper.none()))
        .map(StagedRun.CODEC::row)
        .iterator();
  }

  private Run run(PlannedRun planned) {
    Run run = trial(planned.spec());
    tallies.undisturbed(run);
    return run;
  }

  private Run trial(RunSpec spec) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    Horizon horizon = spec.workload().horizon();
    List<Evaluation> trajectory =
        IntStream.rangeClosed(0, horizon.evaluations())
            .mapToObj(index -> evaluation(index, horizon.stepOf(index)))
            .toList();
    waitUntil(end);
    return new Run(
        spec,
        Status.COMPLETED,
        "",
        Stop.NONE,
        horizon.steps(),
        trajectory,
        Double.NaN,
        seconds,
        Integer.toHexString(spec.hashCode()));
  }

  /** Timers are late by some tenths of a millisecond: the last millisecond is spent awake. */
  private static void waitUntil(long end) {
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      if (left > AWAKE_NANOS) {
        LockSupport.parkNanos(left - AWAKE_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private static Evaluation evaluation(int index, long step) {
    Map<Feature, Double> values = new EnumMap<>(Feature.class);
    for (Feature feature : Feature.values()) {
      values.put(feature, Math.sqrt(step + feature.ordinal()));
    }
    return new Evaluation(
        index, step, new Measurement(index, 1.0 / (1 + index), new Features(values)), 0, 0);
  }
}
