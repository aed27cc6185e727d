package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.correlation.Association;
import org.shaketable.analytics.stats.correlation.ClusterJackknife;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.multiplicity.Adjustment;

/**
 * The table {@code decoupling}: the association of a condition's median final performance with its
 * stability, over all conditions of a sweep. Intervals leave out one dose curve at a time (all
 * magnitudes of one workload, family, schedule and stochasticity), because neighbouring magnitudes
 * are alike. p of no association, and adjusted for the three tests by Benjamini and Hochberg.
 */
final class Decoupling {
  private static final StructType SCHEMA =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("association", DataTypes.StringType)
          .add("estimate", DataTypes.DoubleType)
          .add("lower", DataTypes.DoubleType)
          .add("upper", DataTypes.DoubleType)
          .add("level", DataTypes.DoubleType)
          .add("clusters", DataTypes.IntegerType)
          .add("n", DataTypes.IntegerType)
          .add("p", DataTypes.DoubleType)
          .add("p_adjusted", DataTypes.DoubleType)
          .add("left_out", DataTypes.IntegerType);

  private Decoupling() {}

  /** One row per kind of association. */
  static Table of(String sweep, List<Conditions> conditions, AnalyticsSettings settings) {
    List<ClusterJackknife.Pair> pairs = pairs(conditions);
    double[] x = pairs.stream().mapToDouble(ClusterJackknife.Pair::x).toArray();
    double[] y = pairs.stream().mapToDouble(ClusterJackknife.Pair::y).toArray();
    double[] p =
        Arrays.stream(Association.values()).mapToDouble(kind -> kind.of(x, y).p()).toArray();
    boolean defined = Arrays.stream(p).noneMatch(Double::isNaN);
    double[] adjusted = defined ? Adjustment.BENJAMINI_HOCHBERG.of(p) : p;
    List<Row> rows = new ArrayList<>();
    for (Association kind : Association.values()) {
      Interval interval = ClusterJackknife.of(pairs, kind, settings.level());
      rows.add(
          Cells.row(
              sweep,
              kind.name().toLowerCase(Locale.ROOT),
              interval.estimate(),
              interval.lower(),
              interval.upper(),
              interval.level(),
              (int) interval.n(),
              pairs.size(),
              p[kind.ordinal()],
              adjusted[kind.ordinal()],
              conditions.size() - pairs.size()));
    }
    return new Table(SCHEMA, rows);
  }

  /** Spearman's rank correlation with its interval. */
  static Interval interval(List<Conditions> conditions, AnalyticsSettings settings) {
    return ClusterJackknife.of(pairs(conditions), Association.SPEARMAN, settings.level());
  }

  private static List<ClusterJackknife.Pair> pairs(List<Conditions> conditions) {
    return conditions.stream()
        .filter(c -> !Double.isNaN(c.finalPerformance()) && !Double.isNaN(c.stability()))
        .map(
            c ->
                new ClusterJackknife.Pair(
                    c.condition().anyMagnitude().toString(),
                    c.condition().toString(),
                    c.finalPerformance(),
                    c.stability()))
        .toList();
  }
}
