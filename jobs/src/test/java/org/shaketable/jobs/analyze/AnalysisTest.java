package org.shaketable.jobs.analyze;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.jobs.AnalyzedLake;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.bench.SyntheticLake;
import org.shaketable.jobs.lake.Lake;

/** What was planted in the synthetic lake comes out of the analysis. */
class AnalysisTest {
  private static final Lake LAKE = AnalyzedLake.lake();

  private static List<Row> rows(String table, String where) {
    return LAKE.read(table).where(where).collectAsList();
  }

  private static int family(Row row) {
    return Integer.parseInt(row.<String>getAs("family").substring("family-".length()));
  }

  private static boolean holds(Row row, double truth) {
    return row.<Double>getAs("lower") <= truth && truth <= row.<Double>getAs("upper");
  }

  @Test
  void everyPerturbedRunIsJudgedAndEveryEvaluationPlaced() {
    assertThat(LAKE.read("run_stability").count()).isEqualTo(AnalyzedLake.RUNS * 24L / 25);
    assertThat(LAKE.read("meta_states").count())
        .isEqualTo(AnalyzedLake.RUNS * (AnalyzedLake.EVALUATIONS + 1L));
    assertThat(rows("run_stability", "analysed_versions IS NULL")).isEmpty();
  }

  @Test
  void collapseRatesLieInTheirIntervalsAboutAsOftenAsTheySay() {
    List<Row> rates = rows("stability", "metric = 'collapsed'");
    long held =
        rates.stream()
            .filter(
                row -> holds(row, SyntheticLake.collapseRate(family(row), row.getAs("magnitude"))))
            .count();
    assertThat(rates).hasSize(48);
    assertThat(held).isGreaterThanOrEqualTo(43);
  }

  /**
   * Half of the collapsed runs come back, so that half are lost only far above where half collapse.
   */
  @Test
  void moreIsLostAtHigherMagnitudesAndHalfOnlyFarAboveWhereHalfCollapse() {
    List<Row> critical = rows("critical_magnitudes", "true");
    assertThat(critical).hasSize(8).allMatch(row -> row.<Double>getAs("trend_p") < 0.01);
    assertThat(critical)
        .allMatch(
            row ->
                row.<Double>getAs("lower") == null
                    || row.<Double>getAs("upper") > SyntheticLake.criticalMagnitude(family(row)));
  }

  @Test
  void conditionsAreRankedWithSetsThatHoldThemAll() {
    List<Row> ranks = rows("fragility_ranks", "true");
    assertThat(ranks).hasSize(48);
    assertThat(ranks)
        .allMatch(
            row ->
                row.<String>getAs("measure").equals("lost")
                    && row.<Boolean>getAs("above_placebo") == null
                    && row.<Integer>getAs("rank_lower") <= row.<Integer>getAs("rank_upper"));
    assertThat(rows("fragility_ranks", "rank_lower = 1").size()).isGreaterThan(1);
  }

  @Test
  void doseSurvivalIsThereForEachFamilyDimensionAndConfiguration() {
    assertThat(rows("dose_survival", "scope = 'family'")).hasSize(8);
    assertThat(rows("dose_survival", "scope = 'dimension'")).hasSize(8);
    assertThat(rows("dose_survival", "scope = 'configuration'"))
        .hasSize(2)
        .allMatch(row -> row.<Double>getAs("lower") < row.<Double>getAs("upper"));
  }

  /**
   * A run that collapses and does not recover ends low: over conditions the two go together, which
   * says nothing of configurations, and there is one of each workload here.
   */
  @Test
  void withoutConfigurationsDecouplingIsNotJudged() {
    Row claim = rows("claims", "claim = 'decoupling'").get(0);
    assertThat(claim.<String>getAs("verdict")).isEqualTo("undecided");
    assertThat(claim.<String>getAs("evidence")).contains("no workload has variants");
    assertThat(rows("decoupling", "true")).isEmpty();
  }

  /**
   * The meta-state moves at 42 % of the horizon in runs that collapse at 47 %, and in no other:
   * among standing runs it says which will.
   */
  @Test
  void theOrderThatWasPlantedIsFoundAndAddsToWhatIsVisible() {
    List<Row> rows = rows("precedence", "detector = 'meta_state_t2' AND landmark IS NULL");
    assertThat(rows).hasSize(2);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.<Double>getAs("concordance_lower")).isGreaterThan(0.6);
              assertThat(row.<Double>getAs("gain_lower")).isPositive();
              assertThat(row.<String>getAs("verdict")).isEqualTo("confirmed");
            });
    assertThat(rows("claims", "claim = 'precedence'"))
        .hasSize(2)
        .allMatch(row -> row.<String>getAs("verdict").equals("confirmed"));
  }

  @Test
  void detectorsThatKnowNothingOrderNothing() {
    assertThat(
            rows(
                "precedence",
                "detector IN ('random_alarm', 'random_walk', 'shuffled_runs') AND landmark IS"
                    + " NULL"))
        .hasSize(6)
        .noneMatch(row -> row.<String>getAs("verdict").equals("confirmed"))
        .allMatch(row -> Math.abs(row.<Double>getAs("concordance") - 0.5) < 0.15);
  }

  @Test
  void ofAHandfulOfCleanRunsThereIsNoThresholdAndTheReasonIsGiven() {
    assertThat(rows("detectors", "threshold IS NOT NULL OR reason IS NULL")).isEmpty();
  }

  @Test
  void halfOfTheCollapsedRunsRecover() {
    Row share =
        LAKE.read("run_stability")
            .selectExpr(
                "avg(CAST(recovered AS INT)) AS recovered", "count_if(collapsed) AS collapsed")
            .first();
    assertThat(share.<Double>getAs("recovered")).isBetween(0.4, 0.6);
    // Recovery does not depend on what a run was disturbed by.
    assertThat(rows("recovery_tests", "between = 'dimensions' AND p < 0.001")).isEmpty();
  }

  @Test
  void whatAStatisticLacksIsCounted() {
    long unfitted =
        LAKE.read("run_stability").where("divergence_rate IS NULL OR spike_score IS NULL").count();
    long counted =
        rows("exclusions", "reason IN ('no_divergence_fit', 'too_few_losses')").stream()
            .mapToLong(row -> row.<Integer>getAs("runs"))
            .sum();
    assertThat(counted).isEqualTo(unfitted);
  }

  /** {@code critical_magnitudes} had neither a trend test nor brackets once. */
  @Test
  void aTableOfAnOlderVersionGetsTheColumnsThatItLacks(@TempDir Path directory) {
    String[] added = {"trend_p", "bounds", "placebo_lost"};
    String table = "critical_magnitudes";
    Lake old = Lake.create(TestSession.spark(), directory.resolve("lake").toString());
    SyntheticLake.write(TestSession.spark(), old, "earlier", 25, 20);
    SyntheticLake.write(TestSession.spark(), old, "today", List.of("one"), 100, 10);
    old.append(table, LAKE.read(table).drop(added).withColumn("sweep", lit("earlier")));

    Analysis.run(old, Optional.of("today"), new AnalyticsSettings(1, 200, 0.95));

    Dataset<Row> now = old.read(table);
    assertThat(now.columns()).containsExactlyInAnyOrder(LAKE.read(table).columns()).contains(added);
    assertThat(now.where("sweep = 'earlier' AND trend_p IS NULL").count())
        .isEqualTo(LAKE.read(table).count());
    assertThat(now.where("sweep = 'today'").count()).isEqualTo(4);
    assertThat(now.where("sweep = 'today' AND trend_p IS NOT NULL").count()).isPositive();
  }

  @Test
  void aSweepThatIsNotThereIsNamedWithThoseThatAre() {
    assertThatThrownBy(() -> Analysis.run(LAKE, Optional.of("nightly"), AnalyticsSettings.DEFAULT))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("expected sweep nightly, found the sweeps quickstart");
  }
}
