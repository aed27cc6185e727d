package org.shaketable.jobs.sweep;

import static org.apache.spark.sql.functions.col;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.RepeatRow;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Workload;

/**
 * Whether equal runs of a program are equal: measured, before a sweep, by training one clean run of
 * each configuration again, and kept in the table {@code repeats}. Learners at home need no such
 * measurement; that they give the same bits is tested.
 */
final class Repeats {
  private static final String TABLE = "repeats";
  private static final RecordCodec<RepeatRow> CODEC = RecordCodec.of(RepeatRow.class);

  private Repeats() {}

  /** Measures what a sweep is about to train and the lake does not have. */
  static void measure(
      SparkSession spark, Lake lake, SweepPlan plan, List<PlannedRun> missing, PrintStream out) {
    List<String> unknown = unknown(lake, plan, missing);
    if (unknown.isEmpty()) {
      return;
    }
    out.println(
        "Training one clean run of each program again, to see how equal two equal runs are.");
    RepeatTraining training =
        new RepeatTraining(
            plan.sweep(),
            new TimeLimit(plan.config().timeLimitSeconds()),
            ProgramFiles.kept(lake, plan));
    List<RepeatRow> rows = new ArrayList<>();
    for (RepeatTraining.Outcome outcome :
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(unknown, unknown.size())
            .map(training)
            .collect()) {
      out.println(line(outcome));
      rows.addAll(outcome.rows());
    }
    write(spark, lake, plan.sweep(), rows);
  }

  /** Clean runs, one of each configuration of a program that nothing is known of. */
  private static List<String> unknown(Lake lake, SweepPlan plan, List<PlannedRun> missing) {
    Set<ConfigurationKey> known = new HashSet<>(of(lake, plan.sweep()).keySet());
    List<String> unknown = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    missing.forEach(run -> asked.add(run.spec().workload().name()));
    for (PlannedRun run : plan.runs()) {
      Workload workload = run.spec().workload();
      if (run.spec().clean()
          && workload.engine() == Engine.PROGRAM
          && asked.contains(workload.name())
          && known.add(key(plan.sweep(), workload))) {
        unknown.add(run.json());
      }
    }
    return unknown;
  }

  static ConfigurationKey key(String sweep, Workload workload) {
    return new ConfigurationKey(sweep, workload.name(), workload.configuration());
  }

  private static String line(RepeatTraining.Outcome outcome) {
    return outcome.rows().isEmpty()
        ? "Cannot say how equal two equal runs of %s are: %s."
            .formatted(outcome.workload(), outcome.problem())
        : "Two equal runs of %s: %s.".formatted(outcome.workload(), Drift.of(outcome.rows()));
  }

  private static void write(SparkSession spark, Lake lake, String sweep, List<RepeatRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    if (!lake.has(TABLE)) {
      lake.append(TABLE, CODEC.dataset(spark, List.of()));
    }
    String application = "shaketable/%s/repeats".formatted(sweep);
    lake.append(
        TABLE,
        CODEC.dataset(spark, rows).coalesce(1),
        application,
        lake.lastTransaction(TABLE, application) + 1);
  }

  /** What is known of a sweep's configurations. */
  static Map<ConfigurationKey, Drift> of(Lake lake, String sweep) {
    if (!lake.has(TABLE)) {
      return Map.of();
    }
    Map<ConfigurationKey, List<RepeatRow>> byKey = new LinkedHashMap<>();
    lake.read(TABLE)
        .where(col("sweep").equalTo(sweep))
        .sort("evaluation")
        .collectAsList()
        .forEach(
            row -> {
              RepeatRow repeat = CODEC.record(row);
              byKey
                  .computeIfAbsent(
                      new ConfigurationKey(
                          repeat.sweep(), repeat.workload(), repeat.configuration()),
                      key -> new ArrayList<>())
                  .add(repeat);
            });
    Map<ConfigurationKey, Drift> drifts = new LinkedHashMap<>();
    byKey.forEach((key, rows) -> drifts.put(key, Drift.of(rows)));
    return drifts;
  }

  /** How equal two equal runs are, in words, for the runs' provenance. */
  static TreeMap<ConfigurationKey, String> words(Lake lake, String sweep) {
    TreeMap<ConfigurationKey, String> words = new TreeMap<>();
    of(lake, sweep).forEach((key, drift) -> words.put(key, drift.toString()));
    return words;
  }
}
