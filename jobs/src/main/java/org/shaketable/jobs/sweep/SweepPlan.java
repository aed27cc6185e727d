package org.shaketable.jobs.sweep;

import java.util.List;
import java.util.Set;
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

  /** How many conditions there are: perturbed runs that differ in more than the replicate. */
  public long conditions() {
    return runs.stream()
        .map(PlannedRun::spec)
        .filter(spec -> !spec.clean() && spec.replicate() == 0)
        .map(RunSpec::exposures)
        .count();
  }
}
