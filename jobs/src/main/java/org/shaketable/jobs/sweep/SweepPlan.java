package org.shaketable.jobs.sweep;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shaketable.analytics.table.Role;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.SweepNote;
import org.shaketable.jobs.rows.SpecRows;

/** Every run that a configuration asks for, clean twins first within a workload. */
public record SweepPlan(SweepConfig config, List<PlannedRun> runs) {
  public SweepPlan {
    runs = List.copyOf(runs);
  }

  /** The plan of a configuration. */
  public static SweepPlan of(SweepConfig config) {
    return new SweepPlan(config, PlannedRuns.of(config).toList());
  }

  /**
   * About a share of the perturbed runs and placebos, chosen by their ids, and the clean twins of
   * those. A smaller sample is a part of a larger one and of the whole, so a sweep can go on from
   * it.
   *
   * @param share in (0, 1]
   */
  public SweepPlan sample(double share) {
    List<PlannedRun> chosen = runs.stream().filter(run -> PlannedRuns.chosen(run, share)).toList();
    Set<String> twins = chosen.stream().map(PlannedRun::twinRunId).collect(Collectors.toSet());
    return new SweepPlan(
        config,
        Stream.concat(runs.stream().filter(run -> twins.contains(run.runId())), chosen.stream())
            .toList());
  }

  /** The name of the sweep. */
  public String sweep() {
    return config.sweep();
  }

  /** The runs whose ids are not among those present. */
  public List<PlannedRun> missing(Set<String> present) {
    return runs.stream().filter(run -> !present.contains(run.runId())).toList();
  }

  /** How many runs there are of each workload and role. */
  public List<SweepNote.Planned> planned() {
    Map<String, Map<Role, Long>> counts =
        runs.stream()
            .map(PlannedRun::spec)
            .collect(
                Collectors.groupingBy(
                    spec -> spec.workload().name(),
                    TreeMap::new,
                    Collectors.groupingBy(
                        SpecRows::role, () -> new EnumMap<>(Role.class), Collectors.counting())));
    return counts.entrySet().stream()
        .flatMap(
            workload ->
                workload.getValue().entrySet().stream()
                    .map(
                        role ->
                            new SweepNote.Planned(
                                workload.getKey(), role.getKey().toString(), role.getValue())))
        .toList();
  }

  /** How many runs there are of each sort. */
  public PlanCounts counts() {
    return PlanCounts.of(runs.stream().map(PlannedRun::spec));
  }
}
