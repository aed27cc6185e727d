package org.shaketable.analytics.spark;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.dose.CriticalBootstrap;
import org.shaketable.analytics.stats.dose.Dose;
import org.shaketable.analytics.stats.dose.DoseResponse;
import org.shaketable.analytics.stats.dose.LogisticFit;
import org.shaketable.analytics.stats.dose.Monotonicity;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * The table {@code critical_magnitudes}: the magnitude at which half of the runs that had learned
 * collapse, or the reason why there is none among those tried. Its interval is that of the
 * likelihood ratio; those of the delta method and the bootstrap stand beside. Magnitude 0, the
 * identity, has no place on a logarithmic dose.
 */
final class CriticalMagnitudes {
  private static final StructType SCHEMA =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("dimension", DataTypes.StringType)
          .add("family", DataTypes.StringType)
          .add("schedule", DataTypes.StringType)
          .add("stochasticity", DataTypes.StringType)
          .add("magnitude", DataTypes.DoubleType)
          .add("lower", DataTypes.DoubleType)
          .add("upper", DataTypes.DoubleType)
          .add("level", DataTypes.DoubleType)
          .add("delta_lower", DataTypes.DoubleType)
          .add("delta_upper", DataTypes.DoubleType)
          .add("bootstrap_lower", DataTypes.DoubleType)
          .add("bootstrap_upper", DataTypes.DoubleType)
          .add("intercept", DataTypes.DoubleType)
          .add("slope", DataTypes.DoubleType)
          .add("slope_p", DataTypes.DoubleType)
          .add("monotone", DataTypes.BooleanType)
          .add("monotone_p", DataTypes.DoubleType)
          .add("n", DataTypes.IntegerType)
          .add("reason", DataTypes.StringType);

  /** Each replicate of the bootstrap fits a logistic curve, so fewer are drawn. */
  private static final int REPLICATES = 2_000;

  private CriticalMagnitudes() {}

  /** One row per workload, family, schedule and stochasticity. */
  static Table of(List<JudgedRun> runs, AnalyticsSettings settings) {
    Map<Condition, List<JudgedRun>> groups =
        runs.stream()
            .filter(run -> !run.failed() && run.learned() && run.condition().magnitude() > 0)
            .collect(
                Collectors.groupingBy(
                    run -> run.condition().anyMagnitude(), TreeMap::new, Collectors.toList()));
    return new Table(
        SCHEMA,
        groups.entrySet().parallelStream()
            .map(group -> row(group.getKey(), doses(group.getValue()), settings))
            .toList());
  }

  private static List<Dose> doses(List<JudgedRun> runs) {
    return runs.stream()
        .map(run -> new Dose(run.condition().magnitude(), 1, run.collapsed() ? 1 : 0))
        .toList();
  }

  private static Row row(Condition c, List<Dose> doses, AnalyticsSettings settings) {
    BootstrapSettings bootstrap =
        new BootstrapSettings(
            settings.seed() ^ Seeds.of(c.toString(), "critical"),
            Math.min(settings.replicates(), REPLICATES),
            settings.level());
    DoseResponse response = DoseResponse.of(doses);
    Interval none = Interval.unbounded(Double.NaN, settings.level(), doses.size());
    Interval critical = response.likelihood(settings.level()).orElse(none);
    Interval delta = response.critical(settings.level()).orElse(none);
    Interval resampled = CriticalBootstrap.of(doses, bootstrap);
    Monotonicity monotone = Monotonicity.of(doses, bootstrap);
    return Cells.row(
        c.sweep(),
        c.workload(),
        c.dimension(),
        c.family(),
        c.schedule(),
        c.stochasticity(),
        critical.estimate(),
        critical.lower(),
        critical.upper(),
        settings.level(),
        delta.lower(),
        delta.upper(),
        resampled.lower(),
        resampled.upper(),
        response.fit().map(LogisticFit::intercept).orElse(Double.NaN),
        response.fit().map(LogisticFit::slope).orElse(Double.NaN),
        response.fit().map(LogisticFit::slopeP).orElse(Double.NaN),
        monotone.holds(1 - settings.level()),
        monotone.p(),
        doses.size(),
        response.statement().orElse(null));
  }
}
