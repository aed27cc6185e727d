package org.shaketable.analytics.spark;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.run.CollapseRules;
import org.shaketable.analytics.stats.sensitivity.LearningRateSensitivity;

/**
 * The table {@code learning_rate_sensitivity}: final loss of the clean runs of language models over
 * the learning rate, for workloads that differ in nothing else, with the sensitivity of Wortsman et
 * al. (arXiv 2309.14322) of each such recipe.
 *
 * <p>Loss: minus the final performance, in nats per token; a run that diverged, or ended above the
 * untrained loss, counts as untrained. Several replicates at a learning rate: their mean. Intervals
 * draw replicates within each learning rate; with one replicate at some rate there are none. A
 * recipe of one learning rate is not listed.
 */
final class LearningRates {
  private static final int REPLICATES = 10_000;

  private static final StructType SCHEMA =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("recipe", DataTypes.StringType)
          .add("learning_rate", DataTypes.DoubleType)
          .add("workload", DataTypes.StringType)
          .add("final_loss", DataTypes.DoubleType)
          .add("lower", DataTypes.DoubleType)
          .add("upper", DataTypes.DoubleType)
          .add("level", DataTypes.DoubleType)
          .add("untrained_loss", DataTypes.DoubleType)
          .add("diverged", DataTypes.IntegerType)
          .add("n", DataTypes.IntegerType)
          .add("sensitivity", DataTypes.DoubleType)
          .add("sensitivity_lower", DataTypes.DoubleType)
          .add("sensitivity_upper", DataTypes.DoubleType)
          .add("best_learning_rate", DataTypes.DoubleType);

  /** Where a learner keeps its learning rate: in its optimizer, or among its own settings. */
  private static final String[] SETTINGS = {
    "get_json_object(spec, '$.workload.learner') AS learner_json",
    "get_json_object(spec, '$.workload.learner.optimizer') AS optimizer_json",
    "concat_ws('|', get_json_object(spec, '$.workload.task'),"
        + " get_json_object(spec, '$.workload.engine'),"
        + " get_json_object(spec, '$.workload.evaluations'),"
        + " get_json_object(spec, '$.stochasticity')) AS others"
  };

  private static final String RATE =
      "cast(regexp_extract(coalesce(optimizer_json, learner_json),"
          + " '\"learning-rate\":([^,}]+)', 1) AS double) AS learning_rate";

  private static final String RECIPE =
      "concat(others, '|', if(optimizer_json IS NULL,"
          + " regexp_replace(learner_json, '\"learning-rate\":[^,}]+', ''),"
          + " replace(learner_json, optimizer_json,"
          + " regexp_replace(optimizer_json, '\"learning-rate\":[^,}]+', '')))) AS settings";

  private record Run(String runId, String workload, double rate, double loss, boolean diverged) {}

  private LearningRates() {}

  /** One row per recipe and learning rate. */
  static Table of(
      String sweep,
      Dataset<Row> runs,
      Map<WorkloadKey, Reference> references,
      AnalyticsSettings settings) {
    Map<String, List<Run>> recipes =
        runs
            .filter(col("twin_run_id").isNull().and(col("status").notEqual("FAILED")))
            .filter(col("learner").isin(CollapseRules.JUDGED_BY_LOSS.toArray()))
            .selectExpr(with("run_id", "workload", "status", "final_performance"))
            .selectExpr("run_id", "workload", "status", "final_performance", RATE, RECIPE)
            .filter(col("learning_rate").gt(0))
            .collectAsList()
            .stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.getAs("settings"),
                    TreeMap::new,
                    Collectors.mapping(LearningRates::run, Collectors.toList())));
    List<Row> rows = new ArrayList<>();
    for (List<Run> recipe : recipes.values()) {
      Reference reference = references.get(new WorkloadKey(sweep, recipe.get(0).workload()));
      if (reference != null && recipe.stream().map(Run::rate).distinct().count() > 1) {
        add(rows, sweep, recipe, -reference.baseline().untrained(), settings);
      }
    }
    return new Table(SCHEMA, rows);
  }

  private static String[] with(String... columns) {
    String[] all = Arrays.copyOf(columns, columns.length + SETTINGS.length);
    System.arraycopy(SETTINGS, 0, all, columns.length, SETTINGS.length);
    return all;
  }

  private static Run run(Row row) {
    return new Run(
        row.getAs("run_id"),
        row.getAs("workload"),
        row.<Double>getAs("learning_rate"),
        -Cells.number(row, "final_performance"),
        "DIVERGED".equals(row.getAs("status")));
  }

  private static void add(
      List<Row> rows,
      String sweep,
      List<Run> recipe,
      double untrained,
      AnalyticsSettings settings) {
    TreeMap<Double, List<Run>> byRate =
        recipe.stream()
            .collect(Collectors.groupingBy(Run::rate, TreeMap::new, Collectors.toList()));
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
    for (Map.Entry<Double, List<Run>> rate : byRate.entrySet()) {
      Interval loss = loss(rate.getValue(), untrained, bootstrap);
      losses.put(rate.getKey(), loss);
      best = loss.estimate() < least ? rate.getKey() : best;
      least = Math.min(least, loss.estimate());
    }
    for (Map.Entry<Double, List<Run>> rate : byRate.entrySet()) {
      Interval loss = losses.get(rate.getKey());
      rows.add(
          Cells.row(
              sweep,
              name,
              rate.getKey(),
              rate.getValue().get(0).workload(),
              loss.estimate(),
              loss.lower(),
              loss.upper(),
              settings.level(),
              untrained,
              (int) rate.getValue().stream().filter(Run::diverged).count(),
              rate.getValue().size(),
              sensitivity.estimate(),
              sensitivity.lower(),
              sensitivity.upper(),
              best));
    }
  }

  /** What the names of the recipe's workloads begin with; the first name if that is nothing. */
  private static String name(List<Run> recipe) {
    List<String> names = recipe.stream().map(Run::workload).distinct().sorted().toList();
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

  private static Interval loss(List<Run> runs, double untrained, BootstrapSettings settings) {
    Strata.Builder builder = Strata.builder(1);
    runs.forEach(
        run -> builder.add("", run.runId(), LearningRateSensitivity.capped(run.loss(), untrained)));
    Interval mean =
        Bootstrap.widened(
            builder.build(), org.shaketable.analytics.stats.bootstrap.Statistic.mean(0), settings);
    return runs.size() < 2
        ? Interval.unbounded(mean.estimate(), settings.level(), runs.size())
        : mean;
  }

  private static Interval sensitivity(
      Map<Double, List<Run>> byRate, double untrained, BootstrapSettings settings) {
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
