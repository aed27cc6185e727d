package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.buffering.BufferingContrast;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * The table {@code buffering}: for each kind of controlled stochasticity, the gain in trajectory
 * ratio of the best interior level over the workload as it is, at equal perturbation. Runs of the
 * workload as it is stand beside every kind, whatever its own setting is.
 *
 * <p>Levels are ordered by how noisy they are. Smaller minibatches are noisier, so their order is
 * that of 1 / size.
 */
final class Buffering {
  private static final String NONE = "none";

  private static final StructType SCHEMA =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("stochasticity_kind", DataTypes.StringType)
          .add("levels", DataTypes.IntegerType)
          .add("estimate", DataTypes.DoubleType)
          .add("lower", DataTypes.DoubleType)
          .add("upper", DataTypes.DoubleType)
          .add("level", DataTypes.DoubleType)
          .add("n", DataTypes.IntegerType);

  private Buffering() {}

  /** One row per kind; none where a sweep has no stochasticity. */
  static Table of(String sweep, List<JudgedRun> runs, AnalyticsSettings settings) {
    List<Row> rows = new ArrayList<>();
    contrasts(runs, settings)
        .forEach(
            (kind, contrast) ->
                rows.add(
                    Cells.row(
                        sweep,
                        kind,
                        levels(runs, kind),
                        contrast.estimate(),
                        contrast.lower(),
                        contrast.upper(),
                        contrast.level(),
                        (int) contrast.n())));
    return new Table(SCHEMA, rows);
  }

  /** The contrast of each kind, by its name. */
  static Map<String, Interval> contrasts(List<JudgedRun> runs, AnalyticsSettings settings) {
    Map<String, Interval> contrasts = new TreeMap<>();
    runs.stream()
        .map(run -> run.condition().stochasticity())
        .filter(name -> !name.equals(NONE))
        .map(Buffering::kind)
        .distinct()
        .forEach(kind -> contrasts.put(kind, contrast(kind, runs, settings)));
    return contrasts;
  }

  private static Interval contrast(String kind, List<JudgedRun> runs, AnalyticsSettings settings) {
    List<BufferingContrast.Row> rows =
        runs.stream()
            .filter(run -> belongs(run, kind) && !run.failed())
            .map(
                run ->
                    new BufferingContrast.Row(
                        perturbation(run), level(run), run.runId(), run.trajectoryRatio()))
            .toList();
    return BufferingContrast.of(rows, settings.level());
  }

  private static int levels(List<JudgedRun> runs, String kind) {
    return (int)
        runs.stream()
            .filter(run -> belongs(run, kind))
            .mapToDouble(Buffering::level)
            .distinct()
            .count();
  }

  private static boolean belongs(JudgedRun run, String kind) {
    String name = run.condition().stochasticity();
    return name.equals(NONE) || kind(name).equals(kind);
  }

  private static String kind(String stochasticity) {
    return stochasticity.substring(0, Math.max(0, stochasticity.indexOf('=')));
  }

  private static double level(JudgedRun run) {
    return noise(run.condition().stochasticity());
  }

  /** How noisy a level is among those of its kind; 0 for the workload as it is. */
  static double noise(String stochasticity) {
    if (stochasticity.equals(NONE)) {
      return 0;
    }
    double level = Double.parseDouble(stochasticity.substring(stochasticity.indexOf('=') + 1));
    return kind(stochasticity).equals("minibatch-size") ? 1 / level : level;
  }

  private static String perturbation(JudgedRun run) {
    Condition c = run.condition();
    return String.join("|", c.workload(), c.family(), String.valueOf(c.magnitude()), c.schedule());
  }
}
