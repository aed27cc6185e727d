package org.shaketable.jobs.sweep;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.training.run.RunSpec;

/** Every run that a configuration asks for, clean twins first within a workload. */
public record SweepPlan(SweepConfig config, List<PlannedRun> runs) {
  public SweepPlan {
    runs = List.copyOf(runs);
  }

  /** The plan of a configuration. */
  public static SweepPlan of(SweepConfig config) {
    return new SweepPlan(
        config, config.runs().stream().map(spec -> PlannedRun.of(config.sweep(), spec)).toList());
  }

  /**
   * About a share of the perturbed runs and placebos, chosen by their ids, and the clean twins of
   * those. A smaller sample is a part of a larger one and of the whole, so a sweep can go on from
   * it.
   *
   * @param share in (0, 1]
   */
  public SweepPlan sample(double share) {
    List<PlannedRun> chosen =
        runs.stream().filter(run -> !run.spec().clean() && uniform(run) < share).toList();
    Set<String> twins = chosen.stream().map(PlannedRun::twinRunId).collect(Collectors.toSet());
    return new SweepPlan(
        config,
        Stream.concat(runs.stream().filter(run -> twins.contains(run.runId())), chosen.stream())
            .toList());
  }

  /** The first 52 bits of the id, a hash, as a number in [0, 1). */
  private static double uniform(PlannedRun run) {
    return Long.parseLong(run.runId().substring(0, 13), 16) * 0x1p-52;
  }

  /** The name of the sweep. */
  public String sweep() {
    return config.sweep();
  }

  /** The runs whose ids are not among those present. */
  public List<PlannedRun> missing(Set<String> present) {
    return runs.stream().filter(run -> !present.contains(run.runId())).toList();
  }

  /** How many runs are clean twins. */
  public long cleanRuns() {
    return runs.stream().filter(run -> run.spec().clean()).count();
  }

  /** How many runs are placebos. */
  public long placebos() {
    return runs.stream().filter(run -> run.spec().placebo() != null).count();
  }

  /** How many conditions there are: perturbed runs that differ in more than the replicate. */
  public long conditions() {
    return runs.stream()
        .map(PlannedRun::spec)
        .filter(RunSpec::perturbed)
        .map(spec -> List.of(spec.workload().name(), spec.stochasticity(), spec.exposures()))
        .distinct()
        .count();
  }
}
