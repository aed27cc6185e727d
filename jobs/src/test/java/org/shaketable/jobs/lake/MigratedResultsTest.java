package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.analytics.Tables;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.table.TableDefinition;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.analyze.Analysis;
import org.shaketable.jobs.sweep.SmallSweep;

/**
 * What an earlier version trained is what this one trains: its lake, migrated, beside one trained
 * anew from the same YAML, and the tables that follow from both. Different on purpose since then:
 *
 * <ul>
 *   <li>commit aa1a2b8: the gradient's noise scale became two features, critical sharpness is
 *       censored and no longer absent, residuals tell more; digests are taken over all features,
 *       and the tables of {@link #OF_FEATURES} follow from them
 * </ul>
 */
class MigratedResultsTest {
  private static final SparkSession SPARK = TestSession.spark();
  private static final double ROUNDING = 1e-12;

  private static final Set<String> FEATURES_SINCE =
      Set.of("critical_sharpness", "residual_variance", "residual_kurtosis");

  /** Tables that read the features. */
  private static final Set<String> OF_FEATURES =
      Set.of("meta_states", "meta_state_models", "alarms", "detectors", "precedence");

  /** Claims of the table {@code claims} that read the features. */
  private static final String OTHER_CLAIMS = "claim <> 'low-dimension'";

  @TempDir private static Path directory;
  private static Lake before;
  private static Lake now;

  @BeforeAll
  static void trainAnewAndAnalyse() throws IOException {
    long t0 = System.nanoTime();
    Path old = directory.resolve("before");
    PackedLake.unpack(old);
    new Maintenance(SPARK, Lake.openToMigrate(SPARK, old.toString())).migrate();
    before = Lake.open(SPARK, old.toString());
    System.err.println("migrated " + (System.nanoTime() - t0) / 1e9);
    now = Lake.create(SPARK, directory.resolve("now").toString());
    SmallSweep.train(SPARK, now, SmallSweep.plan(PackedLake.sweep()));
    System.err.println("trained " + (System.nanoTime() - t0) / 1e9);
    AnalyticsSettings settings = new AnalyticsSettings(1, 50, 0.95);
    Analysis.run(before, Optional.empty(), settings);
    System.err.println("analysed one " + (System.nanoTime() - t0) / 1e9);
    Analysis.run(now, Optional.empty(), settings);
    System.err.println("analysed two " + (System.nanoTime() - t0) / 1e9);
  }

  @Test
  void runsAreTheSameButForTheirTimeTheirMakerAndTheDigestOverFeatures() {
    assertSame("runs", "true", Set.of("wall_seconds", "provenance", "trajectory_digest"));
    assertThat(now.read("runs").count()).isEqualTo(104);
  }

  @Test
  void trajectoriesAreTheSameButForTheFeaturesThatChanged() {
    assertSame("trajectories", "true", FEATURES_SINCE);
    assertThat(now.read("trajectories").count()).isEqualTo(1352);
    assertThat(names(before.read("trajectories")))
        .contains("gradient_noise_scale")
        .doesNotContain("log_gradient_noise", "log_gradient_signal");
    assertThat(names(now.read("trajectories")))
        .contains("log_gradient_noise", "log_gradient_signal")
        .doesNotContain("gradient_noise_scale");
  }

  @Test
  void workloadsAreTheSameButForTheirFeatures() {
    assertSame("workloads", "true", Set.of("features"));
  }

  @Test
  void resultsThatDoNotReadFeaturesAreTheSame() {
    List<String> compared =
        Tables.RESULTS.stream()
            .map(TableDefinition::name)
            .filter(name -> now.has(name) && !OF_FEATURES.contains(name))
            .toList();
    assertThat(compared)
        .contains("run_stability", "stability", "dose_survival", "critical_magnitudes", "tests");
    for (String table : compared) {
      assertSame(
          table, table.equals("claims") ? OTHER_CLAIMS : "true", Set.of("analysed_versions"));
    }
  }

  private static List<String> names(Dataset<Row> rows) {
    return Arrays.asList(rows.columns());
  }

  /** Rows of both lakes in one order, all columns that both have but for some. */
  private static void assertSame(String table, String where, Set<String> except) {
    Column[] columns =
        names(before.read(table)).stream()
            .filter(names(now.read(table))::contains)
            .filter(name -> !except.contains(name))
            .map(functions::col)
            .toArray(Column[]::new);
    List<Row> was = ordered(before.read(table).where(where).select(columns));
    List<Row> is = ordered(now.read(table).where(where).select(columns));
    assertThat(is).as(table).hasSameSizeAs(was);
    for (int row = 0; row < is.size(); row++) {
      for (int column = 0; column < columns.length; column++) {
        assertThat(equal(was.get(row).get(column), is.get(row).get(column)))
            .as("%s: %s beside %s, %s", table, was.get(row), is.get(row), columns[column])
            .isTrue();
      }
    }
  }

  /** By texts and whole numbers, which no rounding can exchange, then by the rest. */
  private static List<Row> ordered(Dataset<Row> rows) {
    Map<Boolean, List<Column>> byRounding =
        Arrays.stream(rows.schema().fields())
            .collect(
                Collectors.partitioningBy(
                    field -> field.dataType().simpleString().matches("string|int|bigint|boolean"),
                    Collectors.mapping(field -> functions.col(field.name()), Collectors.toList())));
    Column[] order =
        IntStream.of(1, 0)
            .mapToObj(exact -> byRounding.get(exact == 1))
            .flatMap(List::stream)
            .toArray(Column[]::new);
    return rows.sort(order).collectAsList();
  }

  private static boolean equal(Object was, Object is) {
    if (was instanceof Double one && is instanceof Double other && !one.equals(other)) {
      return Math.abs(one - other) <= ROUNDING * Math.max(1, Math.abs(one));
    }
    return was == null ? is == null : was.equals(is);
  }
}
