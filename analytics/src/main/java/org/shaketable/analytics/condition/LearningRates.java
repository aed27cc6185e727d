package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Statistic;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.run.CollapseKind;
import org.shaketable.analytics.stats.sensitivity.LearningRateSensitivity;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.LearningRateRow;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * The table {@code learning_rate_sensitivity}: final loss of the clean runs of language models over
 * the learning rate, for workloads that differ in nothing else, with the sensitivity of Wortsman et
 * al. (arXiv 2309.14322) of each such recipe.
 *
 * <p>Loss: the final performance as a loss, in nats per token; a run that diverged, or ended above
 * the untrained loss, counts as untrained. Several replicates at a learning rate: their mean.
 * Intervals draw replicates within each learning rate; with one replicate at some rate there are
 * none. A recipe of one learning rate is not listed.
 */
public final class LearningRates {
  private static final int REPLICATES = 10_000;

  private record RatedRun(
      String runId, String workload, double rate, double loss, boolean diverged) {}

  private LearningRates() {}

  /**
   * One row per recipe and learning rate.
   *
   * @param judged all judged runs of the sweep
   */
  public static List<LearningRateRow> of(
      SparkSession spark,
      List<JudgedRun> judged,
      Collection<WorkloadRow> workloads,
      Map<ControlKey, ControlGroup> groups,
      AnalyticsSettings settings) {
    Set<ConfigurationKey> known =
        groups.keySet().stream().map(ControlKey::configuration).collect(Collectors.toSet());
    Map<ConfigurationKey, LearningRate> rates =
        LearningRate.of(
            spark,
            workloads.stream()
                .filter(workload -> workload.collapseRules().contains(CollapseKind.LOSS))
                .filter(workload -> known.contains(workload.key()))
                .toList());
    Map<String, List<JudgedRun>> recipes =
        JudgedRun.clean(judged).stream()
            .filter(run -> !run.failed() && rates.containsKey(run.key()))
            .collect(
                Collectors.groupingBy(
                    run -> rates.get(run.key()).others() + "|" + run.condition().stochasticity(),
                    TreeMap::new,
                    Collectors.toList()));
    List<LearningRateRow> rows = new ArrayList<>();
    for (List<JudgedRun> members : recipes.values()) {
      ControlGroup group = groups.get(members.get(0).control());
      List<RatedRun> recipe =
          members.stream().map(run -> run(run, rates.get(run.key()).rate(), group)).toList();
      if (recipe.stream().map(RatedRun::rate).distinct().count() > 1) {
        double untrained = group.workload().performanceDirection().loss(group.untrained());
        add(rows, group.workload().sweep(), recipe, untrained, settings);
      }
    }
    return rows;
  }

  private static RatedRun run(JudgedRun run, double rate, ControlGroup group) {
    return new RatedRun(
        run.runId(),
        run.key().name(),
        rate,
        group.workload().performanceDirection().loss(run.facts().finalPerformance()),
        run.diverged());
  }

  private static void add(
      List<LearningRateRow> rows,
      String sweep,
      List<RatedRun> recipe,
      double untrained,
      AnalyticsSettings settings) {
    TreeMap<Double, List<RatedRun>> byRate =
        recipe.stream()
            .collect(Collectors.groupingBy(RatedRun::rate, TreeMap::new, Collectors.toList()));
    String name = name(recipe);
    BootstrapSettings bootstrap =
        new BootstrapSettings(
            settings.seed() ^ Seeds.of(sweep, name, "learning-rate"),
            Math.min(REPLICATES, settings.replicates()),
            settings.level());
    Interval sensitivity = sensitivity(byRate, untrained, bootstrap);
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    Map<Double, Interval> losses = new TreeMap<>();
    for (Map.Entry<Double, List<RatedRun>> rate : byRate.entrySet()) {
      Interval loss = loss(rate.getValue(), untrained, bootstrap);
      losses.put(rate.getKey(), loss);
      best = loss.estimate() < least ? rate.getKey() : best;
      least = Math.min(least, loss.estimate());
    }
    for (Map.Entry<Double, List<RatedRun>> rate : byRate.entrySet()) {
      Interval loss = losses.get(rate.getKey());
      rows.add(
          new LearningRateRow(
              sweep,
              name,
              rate.getKey(),
              rate.getValue().get(0).workload(),
              loss.estimate(),
              loss.lower(),
              loss.upper(),
              settings.level(),
              untrained,
              (int) rate.getValue().stream().filter(RatedRun::diverged).count(),
              rate.getValue().size(),
              sensitivity.estimate(),
              sensitivity.lower(),
              sensitivity.upper(),
              best));
    }
  }

  /** What the names of the recipe's workloads begin with; the first name if that is nothing. */
  private static String name(List<RatedRun> recipe) {
    List<String> names = recipe.stream().map(RatedRun::workload).distinct().sorted().toList();
    String first = names.get(0);
    int length = first.length();
    for (String name : names) {
      int same = 0;
      while (same < Math.min(length, name.length()) && name.charAt(same) == first.charAt(same)) {
        same++;
      }
      length = same;
    }
    String common = first.substring(0, length).replaceFirst("[-_.0-9e]+$", "");
    return common.isEmpty() ? first : common;
  }

  private static Interval loss(List<RatedRun> runs, double untrained, BootstrapSettings settings) {
    Strata.Builder builder = Strata.builder(1);
    runs.forEach(
        run -> builder.add("", run.runId(), LearningRateSensitivity.capped(run.loss(), untrained)));
    Interval mean = Bootstrap.widened(builder.build(), Statistic.mean(0), settings);
    return runs.size() < 2
        ? Interval.unbounded(mean.estimate(), settings.level(), runs.size())
        : mean;
  }

  private static Interval sensitivity(
      Map<Double, List<RatedRun>> byRate, double untrained, BootstrapSettings settings) {
    Strata.Builder builder = Strata.builder(1);
    byRate.forEach(
        (rate, runs) ->
            runs.forEach(run -> builder.add(String.valueOf(rate), run.runId(), run.loss())));
    Interval interval =
        Bootstrap.widened(builder.build(), LearningRateSensitivity.statistic(untrained), settings);
    boolean single = byRate.values().stream().anyMatch(runs -> runs.size() < 2);
    return single
        ? Interval.unbounded(interval.estimate(), settings.level(), interval.n())
        : interval;
  }
}
