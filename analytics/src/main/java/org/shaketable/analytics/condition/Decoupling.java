package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.correlation.Association;
import org.shaketable.analytics.stats.correlation.Correlation;
import org.shaketable.analytics.stats.decoupling.AmongEquals;
import org.shaketable.analytics.stats.decoupling.BatteryRun;
import org.shaketable.analytics.stats.decoupling.ConfigurationRuns;
import org.shaketable.analytics.stats.decoupling.LatentCorrelation;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.DecouplingRow;
import org.shaketable.analytics.table.Exposures;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * The table {@code decoupling}: what the clean final performance of a configuration tells of what
 * it survives, over the configurations of each workload that has several. The unit is a
 * configuration and never a condition, whose final performance holds the damage itself.
 *
 * <p>Performance is that of clean runs whose seeds the battery does not use; where there are fewer
 * than two of those, the clean runs of odd replicates stand beside the battery of even ones. Runs
 * at a level of stochasticity and compositions are left out.
 */
public final class Decoupling {
  /** The statistic that the claim is about. */
  public static final String CLAIMED = "rank_correlation";

  private Decoupling() {}

  /** Three rows per workload with two configurations or more. */
  public static List<DecouplingRow> of(
      String sweep,
      List<JudgedRun> judged,
      Collection<WorkloadRow> workloads,
      AnalyticsSettings settings) {
    Map<ConfigurationKey, WorkloadRow> byKey =
        workloads.stream().collect(Collectors.toMap(WorkloadRow::key, row -> row));
    Map<String, Map<ConfigurationKey, List<JudgedRun>>> runs = new TreeMap<>();
    judged.stream()
        .filter(run -> run.facts().stochasticityLevels().isEmpty() && !run.failed())
        .forEach(
            run ->
                runs.computeIfAbsent(run.key().workload(), key -> new TreeMap<>())
                    .computeIfAbsent(run.key(), key -> new ArrayList<>())
                    .add(run));
    List<DecouplingRow> rows = new ArrayList<>();
    runs.forEach(
        (workload, configurations) -> {
          if (configurations.size() > 1) {
            rows.addAll(rows(sweep, workload, configurations, byKey, settings));
          }
        });
    return rows;
  }

  private static List<DecouplingRow> rows(
      String sweep,
      String workload,
      Map<ConfigurationKey, List<JudgedRun>> configurations,
      Map<ConfigurationKey, WorkloadRow> byKey,
      AnalyticsSettings settings) {
    List<ConfigurationRuns> known = new ArrayList<>();
    configurations.forEach(
        (key, runs) -> {
          ConfigurationRuns one = configuration(byKey.get(key), runs);
          if (Double.isFinite(one.performance()) && !Double.isNaN(one.survival())) {
            known.add(one);
          }
        });
    int leftOut = configurations.size() - known.size();
    LatentCorrelation correlation = LatentCorrelation.of(known, settings.level());
    Correlation observed =
        Association.SPEARMAN.of(
            known.stream().mapToDouble(ConfigurationRuns::performance).toArray(),
            known.stream().mapToDouble(ConfigurationRuns::survival).toArray());
    int n = known.size();
    return List.of(
        row(sweep, workload, CLAIMED, correlation.latent(), n, Double.NaN, leftOut),
        row(
            sweep,
            workload,
            "observed_correlation",
            Interval.unbounded(observed.coefficient(), settings.level(), n),
            n,
            observed.p(),
            leftOut),
        row(
            sweep,
            workload,
            "share_among_equals",
            AmongEquals.of(known, settings.level()),
            n,
            Double.NaN,
            leftOut));
  }

  private static DecouplingRow row(
      String sweep,
      String workload,
      String association,
      Interval interval,
      int configurations,
      double p,
      int leftOut) {
    return new DecouplingRow(
        sweep,
        workload,
        association,
        interval.estimate(),
        interval.lower(),
        interval.upper(),
        interval.level(),
        configurations,
        (int) interval.n(),
        p,
        leftOut);
  }

  private static ConfigurationRuns configuration(WorkloadRow workload, List<JudgedRun> runs) {
    List<JudgedRun> battery = runs.stream().filter(Decoupling::inBattery).toList();
    Set<Integer> used =
        battery.stream().map(run -> run.facts().replicate()).collect(Collectors.toSet());
    List<JudgedRun> clean = runs.stream().filter(run -> run.facts().clean()).toList();
    List<JudgedRun> own =
        clean.stream().filter(run -> !used.contains(run.facts().replicate())).toList();
    boolean apart = own.size() > 1;
    return new ConfigurationRuns(
        workload.key().name(),
        (apart ? own.stream() : clean.stream().filter(Decoupling::odd))
            .mapToDouble(run -> performance(workload, run))
            .filter(value -> !Double.isNaN(value))
            .toArray(),
        battery.stream().filter(run -> apart || !odd(run)).map(Decoupling::battery).toList());
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
    double performance = run.lastTenth();
    return switch (workload.performanceDirection()) {
      case HIGHER -> performance;
      case LOWER -> -performance;
    };
  }
}
