package org.shaketable.jobs.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.shaketable.jobs.sweep.StandIn;
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
 * A stand-in that takes a fixed time, nearly all of it waiting, and has a made-up trajectory of the
 * run's size.
 */
record FixedTime(double seconds) implements StandIn {
  private static final long serialVersionUID = 1L;
  private static final long AWAKE_NANOS = 1_000_000;

  @Override
  public Run of(RunSpec spec) {
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
