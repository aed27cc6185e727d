package org.shaketable.training.run;

import java.util.List;
import org.shaketable.perturbation.Exposure;
import org.shaketable.random.RandomStream;
import org.shaketable.random.Streams;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/**
 * Everything that determines a run.
 *
 * @param exposures the perturbations with their schedules; empty for a clean run and for a placebo
 * @param seed seed of the sweep
 * @param replicate which of the paired repetitions this is, from 0
 * @param placebo where a placebo parts from its twin; null for every other run
 * @param arm what the run is for where that is no condition under study; null for every other run
 */
public record RunSpec(
    Workload workload,
    Stochasticity stochasticity,
    List<Exposure> exposures,
    long seed,
    int replicate,
    Placebo placebo,
    Arm arm) {
  public RunSpec {
    exposures = List.copyOf(exposures);
    if (replicate < 0) {
      throw new Refusal("replicate", "expected 0 or more, found " + replicate);
    }
    if (placebo != null && !exposures.isEmpty()) {
      throw new Refusal(
          "placebo",
          "expected a run that nothing disturbs, found %d exposures".formatted(exposures.size()));
    }
    if (arm != null && !exposures.equals(arm.exposures())) {
      throw new Refusal(
          "arm", "expected the exposures %s, found %s".formatted(arm.exposures(), exposures));
    }
  }

  /** A run of no arm beside the conditions: clean, or perturbed if there are exposures. */
  public RunSpec(
      Workload workload,
      Stochasticity stochasticity,
      List<Exposure> exposures,
      long seed,
      int replicate) {
    this(workload, stochasticity, exposures, seed, replicate, null, null);
  }

  /** Whether nothing disturbs this run, and it goes its twins' way throughout. */
  public boolean clean() {
    return exposures.isEmpty() && placebo == null;
  }

  /** Whether this run is one of a condition under study. */
  public boolean perturbed() {
    return !exposures.isEmpty() && arm == null;
  }

  /** The clean twin: the same run without disturbance, keyed anew nowhere; itself if clean. */
  public RunSpec reference() {
    return clean() ? this : new RunSpec(workload, stochasticity, List.of(), seed, replicate);
  }

  /** The placebo that stands beside runs that are disturbed on these schedules. */
  public RunSpec with(Placebo parting) {
    return new RunSpec(workload, stochasticity, List.of(), seed, replicate, parting, null);
  }

  /** The run of an arm beside the same clean twin. */
  public RunSpec with(Arm other) {
    return new RunSpec(workload, stochasticity, other.exposures(), seed, replicate, null, other);
  }

  /** The same run of another workload. */
  public RunSpec with(Workload other) {
    return new RunSpec(other, stochasticity, exposures, seed, replicate, placebo, arm);
  }

  /** The same run with another number. */
  public RunSpec with(int otherReplicate) {
    return new RunSpec(workload, stochasticity, exposures, seed, otherReplicate, placebo, arm);
  }

  /** The seed from which all streams of this run and of its twins are keyed. */
  public long replicateSeed() {
    return RandomStream.key(seed, "replicate", replicate);
  }

  /** The run's own random streams. */
  public Streams streams() {
    Streams streams = Streams.of(replicateSeed());
    return placebo == null ? streams : placebo.streams(streams, workload.horizon());
  }
}
