package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.analytics.Analytics;
import org.shaketable.analytics.LakeTables;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.analyze.ClaimsFile;
import org.shaketable.jobs.sweep.SmallSweep;

/**
 * What an earlier version trained is what this one trains: its lake, migrated, beside one trained
 * anew from the same YAML, and the tables that follow from both. Of every condition two seeds are
 * trained, which are runs of the larger sweep, bit for bit. Different on purpose since then:
 *
 * <ul>
 *   <li>commit aa1a2b8: the gradient's noise scale became two features, critical sharpness is
 *       censored and no longer absent, residuals tell more; digests are taken over all features,
 *       and the tables of {@link #OF_FEATURES} follow from them
 *   <li>commit f79856c: runs note a digest of their rows, which a migrated lake has not
 * </ul>
 */
class MigratedResultsTest {
  private static final SparkSession SPARK = TestSession.spark();
  private static final double ROUNDING = 1e-12;
  private static final int SEEDS = 2;

  private static final Set<String> FEATURES_SINCE =
      Set.of("critical_sharpness", "residual_variance", "residual_kurtosis");

  /** Tables that read the features. */
  private static final Set<String> OF_FEATURES =
      Set.of(
          "meta_states",
          "meta_state_models",
          "regimes",
          "regime_times",
          "regime_transitions",
          "alarms",
          "detectors",
          "precedence",
          "transfer",
          "ablation",
          "warning_trends");

  /** The claims of the table {@code claims} that read the features, in every column. */
  private static final Set<String> OF_FEATURES_TOO = Set.of("low-dimension", "precedence");

  @TempDir private static Path directory;
  private static LakeTables before;
  private static LakeTables now;

  @BeforeAll
  static void migrateAndTrainAnew() throws IOException {
    Path old = directory.resolve("before");
    PackedLake.unpack(old);
    new Maintenance(SPARK, Lake.openToMigrate(SPARK, old.toString())).migrate();
    before = tables(Lake.open(SPARK, old.toString()));
    Lake anew = Lake.create(SPARK, directory.resolve("now").toString());
    SmallSweep.train(
        SPARK,
        anew,
        SmallSweep.plan(PackedLake.sweep().replace("replicates: 4", "replicates: " + SEEDS)));
    now = tables(anew);
  }

  /** The tables of a lake, of the seeds that are compared alone, held in memory. */
  private static LakeTables tables(Lake lake) {
    Dataset<Row> runs = lake.read("runs").where("replicate < " + SEEDS).cache();
    return new LakeTables(
        lake.read("workloads"),
        runs,
        lake.read("trajectories").join(runs.select("run_id"), "run_id").cache());
  }

  @Test
  void runsAreTheSameButForTheirTimeTheirMakerAndTheDigestOverFeatures() {
    assertThat(now.runs().count()).isEqualTo(52);
    assertSame(
        "runs",
        Table.of(before.runs()),
        Table.of(now.runs()),
        Set.of("wall_seconds", "provenance", "trajectory_digest", "rows_digest"));
    assertThat(before.runs().where("rows_digest IS NOT NULL").count())
        .as("a migrated lake has no digests of rows")
        .isZero();
    assertThat(now.runs().where("rows_digest IS NULL").count()).isZero();
  }

  @Test
  void trajectoriesAreTheSameButForTheFeaturesThatChanged() {
    Table was = Table.of(before.trajectories());
    Table is = Table.of(now.trajectories());
    assertThat(is.rows()).hasSize(676);
    assertSame("trajectories", was, is, FEATURES_SINCE);
    assertThat(was.columns())
        .contains("gradient_noise_scale")
        .doesNotContain("log_gradient_noise", "log_gradient_signal");
    assertThat(is.columns())
        .contains("log_gradient_noise", "log_gradient_signal")
        .doesNotContain("gradient_noise_scale");
  }

  @Test
  void workloadsAreTheSameButForTheirFeatures() {
    assertSame(
        "workloads", Table.of(before.workloads()), Table.of(now.workloads()), Set.of("features"));
  }

  @Test
  void resultsThatDoNotReadFeaturesAreTheSame() {
    Map<String, Table> was = results(before);
    Map<String, Table> is = results(now);
    assertThat(is.keySet())
        .isEqualTo(was.keySet())
        .contains("run_stability", "stability", "dose_survival", "critical_magnitudes", "tests");
    assertThat(is.get("run_stability").rows()).hasSize(40);
    is.forEach((name, table) -> assertSame(name, was.get(name), table, Set.of()));
  }

  private static Map<String, Table> results(LakeTables lake) {
    Map<String, Table> results = new LinkedHashMap<>();
    try (Analytics analytics =
        new Analytics("small", lake, new AnalyticsSettings(1, 50, 0.95), ClaimsFile.read(), "{}")) {
      analytics
          .tables()
          .forEach(
              (name, rows) -> {
                if (!OF_FEATURES.contains(name)) {
                  results.put(name, Table.of(rows).without("claim", OF_FEATURES_TOO));
                }
              });
    }
    return results;
  }

  private static void assertSame(String name, Table was, Table is, Set<String> except) {
    List<String> columns =
        was.columns().stream()
            .filter(is.columns()::contains)
            .filter(c -> !except.contains(c))
            .toList();
    assertThat(is.rows()).as(name).hasSameSizeAs(was.rows());
    List<List<Object>> old = was.ordered(columns);
    List<List<Object>> anew = is.ordered(columns);
    for (int row = 0; row < anew.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        assertThat(equal(old.get(row).get(column), anew.get(row).get(column)))
            .as("%s, %s: %s beside %s", name, columns.get(column), old.get(row), anew.get(row))
            .isTrue();
      }
    }
  }

  private static boolean equal(Object was, Object is) {
    if (was instanceof Double one && is instanceof Double other && !one.equals(other)) {
      return Math.abs(one - other) <= ROUNDING * Math.max(1, Math.abs(one));
    }
    return was == null ? is == null : was.equals(is);
  }

  /** A table's rows in memory. */
  private record Table(List<String> columns, List<Row> rows) {
    static Table of(Dataset<Row> table) {
      return new Table(Arrays.asList(table.columns()), table.collectAsList());
    }

    Table without(String column, Set<String> values) {
      return columns.contains(column)
          ? new Table(
              columns,
              rows.stream().filter(row -> !values.contains(row.<String>getAs(column))).toList())
          : this;
    }

    /** The values of some columns, by those that no rounding can exchange, then by the rest. */
    List<List<Object>> ordered(List<String> wanted) {
      return rows.stream()
          .map(row -> wanted.stream().<Object>map(row::getAs).collect(Collectors.toList()))
          .sorted(
              Comparator.comparing(
                      (List<Object> row) -> text(row, value -> !(value instanceof Double)))
                  .thenComparing(row -> text(row, value -> value instanceof Double)))
          .toList();
    }

    private static String text(List<Object> row, Function<Object, Boolean> wanted) {
      return row.stream()
          .filter(wanted::apply)
          .map(String::valueOf)
          .collect(Collectors.joining("|"));
    }
  }
}
