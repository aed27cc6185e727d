package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.decoupling.BatteryRun;
import org.shaketable.analytics.stats.decoupling.ConfigurationRuns;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ConfigurationRow;
import org.shaketable.analytics.table.Exposures;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * The configurations of each workload that has several, with what their clean runs reach and what
 * their battery leaves standing.
 *
 * <p>Performance is that of clean runs whose seeds the battery does not use; where there are fewer
 * than two of those, the clean runs of odd replicates stand beside the battery of even ones. Runs
 * at a level of stochasticity and compositions are left out.
 *
 * @param byWorkload the runs by the workload's name and the configuration's key; performance higher
 *     being better
 */
public record Configurations(
    Map<String, Map<ConfigurationKey, ConfigurationRuns>> byWorkload,
    Map<ConfigurationKey, WorkloadRow> workloads) {

  /** The configurations of all judged runs of a sweep. */
  public static Configurations of(
      List<JudgedRun> judged, Map<ConfigurationKey, WorkloadRow> workloads) {
    Map<String, Map<ConfigurationKey, List<JudgedRun>>> runs = new TreeMap<>();
    judged.stream()
        .filter(run -> run.facts().stochasticityLevels().isEmpty() && !run.failed())
        .forEach(
            run ->
                runs.computeIfAbsent(run.key().workload(), key -> new TreeMap<>())
                    .computeIfAbsent(run.key(), key -> new ArrayList<>())
                    .add(run));
    Map<String, Map<ConfigurationKey, ConfigurationRuns>> byWorkload = new TreeMap<>();
    runs.forEach(
        (workload, configurations) -> {
          if (configurations.size() > 1) {
            Map<ConfigurationKey, ConfigurationRuns> all = new TreeMap<>();
            configurations.forEach(
                (key, own) -> all.put(key, configuration(workloads.get(key), own)));
            byWorkload.put(workload, all);
          }
        });
    return new Configurations(byWorkload, workloads);
  }

  /** The table {@code configurations}. */
  public List<ConfigurationRow> rows(double level) {
    List<ConfigurationRow> rows = new ArrayList<>();
    byWorkload
        .values()
        .forEach(
            configurations ->
                configurations.forEach(
                    (key, runs) -> rows.add(row(key, runs, configurations.values(), level))));
    return rows;
  }

  private ConfigurationRow row(
      ConfigurationKey key,
      ConfigurationRuns runs,
      Collection<ConfigurationRuns> all,
      double level) {
    WorkloadRow workload = workloads.get(key);
    Interval performance =
        student(
            workload.performanceDirection().loss(-runs.performance()),
            runs.performanceVariance(),
            runs.cleanRuns(),
            level);
    Interval survival =
        student(runs.survival(), runs.survivalVariance(), runs.seeds().length, level).within(0, 1);
    return new ConfigurationRow(
        key,
        workload.configurationSettings(),
        workload.performanceName(),
        performance.estimate(),
        performance.lower(),
        performance.upper(),
        survival.estimate(),
        survival.lower(),
        survival.upper(),
        level,
        runs.cleanRuns(),
        runs.seeds().length,
        all.stream().noneMatch(other -> dominates(other, runs)));
  }

  private static boolean dominates(ConfigurationRuns other, ConfigurationRuns one) {
    return other.performance() >= one.performance()
        && other.survival() >= one.survival()
        && (other.performance() > one.performance() || other.survival() > one.survival());
  }

  /** Without bounds where all are equal or alone, which have no variance. */
  private static Interval student(double estimate, double variance, int n, double level) {
    return Interval.student(estimate, Math.sqrt(variance), n - 1.0, level, n);
  }

  private static ConfigurationRuns configuration(WorkloadRow workload, List<JudgedRun> runs) {
    List<JudgedRun> battery = runs.stream().filter(Configurations::inBattery).toList();
    Set<Integer> used =
        battery.stream().map(run -> run.facts().replicate()).collect(Collectors.toSet());
    List<JudgedRun> clean = runs.stream().filter(run -> run.facts().clean()).toList();
    List<JudgedRun> own =
        clean.stream().filter(run -> !used.contains(run.facts().replicate())).toList();
    boolean apart = own.size() > 1;
    return new ConfigurationRuns(
        workload.key().name(),
        (apart ? own.stream() : clean.stream().filter(Configurations::odd))
            .mapToDouble(run -> performance(workload, run))
            .filter(value -> !Double.isNaN(value))
            .toArray(),
        battery.stream().filter(run -> apart || !odd(run)).map(Configurations::battery).toList());
  }

  private static boolean inBattery(JudgedRun run) {
    return run.facts().role() == Role.PERTURBED
        && !Double.isNaN(run.lost())
        && run.condition().magnitude() > 0
        && !Exposures.SEVERAL.equals(run.condition().dimension());
  }

  private static boolean odd(JudgedRun run) {
    return run.facts().replicate() % 2 == 1;
  }

  private static BatteryRun battery(JudgedRun run) {
    Condition condition = run.condition();
    return new BatteryRun(
        condition.dimension(),
        condition.family() + " " + condition.schedule(),
        condition.magnitude(),
        run.facts().replicate(),
        run.lost() == 1);
  }

  /** Over the last tenth of the evaluations, in the workload's unit, higher being better. */
  private static double performance(WorkloadRow workload, JudgedRun run) {
    return -workload.performanceDirection().loss(run.lastTenth());
  }
}
