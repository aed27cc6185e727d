package org.shaketable.training.run;

import java.util.List;
import org.shaketable.perturbation.Exposure;
import org.shaketable.random.RandomStream;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/**
 * Everything that determines a run.
 *
 * @param exposures the perturbations with their schedules; empty for a clean run
 * @param seed seed of the sweep
 * @param replicate which of the paired repetitions this is, from 0
 */
public record RunSpec(
    Workload workload,
    Stochasticity stochasticity,
    List<Exposure> exposures,
    long seed,
    int replicate) {
  public RunSpec {
    exposures = List.copyOf(exposures);
    if (replicate < 0) {
      throw new IllegalArgumentException(
          "Invalid replicate: expected 0 or more, found " + replicate);
    }
  }

  /** Whether nothing disturbs this run. */
  public boolean clean() {
    return exposures.isEmpty();
  }

  /** The clean twin: the same run without disturbance; itself if clean. */
  public RunSpec reference() {
    return clean() ? this : new RunSpec(workload, stochasticity, List.of(), seed, replicate);
  }

  /** The seed from which all streams of this run and of its twin are keyed. */
  public long replicateSeed() {
    return RandomStream.key(seed, "replicate", replicate);
  }
}
