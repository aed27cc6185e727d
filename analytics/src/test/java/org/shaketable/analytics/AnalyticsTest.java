package org.shaketable.analytics;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.evidence.ClaimDefinition;
import org.shaketable.analytics.evidence.Flags;
import org.shaketable.analytics.stats.claim.ClaimRule;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.table.TableColumn;

class AnalyticsTest {
  private static final AnalyticsSettings SETTINGS = new AnalyticsSettings(1, 500, 0.95);
  private static final ClaimDefinition LEAD =
      new ClaimDefinition(
          "precedence",
          "The meta-state moves first.",
          "collapsed runs",
          "median lead above 0",
          ClaimDefinition.Quantity.PRECEDENCE,
          ClaimRule.Side.ABOVE,
          0,
          null,
          null);

  private static final Map<String, Dataset<Row>> TABLES = new HashMap<>();
  private static final Map<String, Row> RUNS = new HashMap<>();

  @BeforeAll
  static void analyse() {
    try (Analytics analytics = analytics(Sample.doseResponse(Direction.HIGHER).tables())) {
      analytics
          .tables()
          .forEach(
              (name, rows) ->
                  TABLES.put(
                      name,
                      LocalSpark.session().createDataFrame(rows.collectAsList(), rows.schema())));
    }
    TABLES.get("run_stability").collectAsList().forEach(row -> RUNS.put(row.getAs("run_id"), row));
  }

  @Test
  void everyPerturbedRunIsJudgedOnceAndCleanRunsAreNot() {
    assertThat(RUNS).hasSize(16);
    assertThat(TABLES.get("run_stability").count()).isEqualTo(16);
  }

  @Test
  void aCollapseStandsAtItsFirstEvaluation() {
    Row run = RUNS.get("noise-4.0-1");
    assertThat(run.<Boolean>getAs("learned")).isTrue();
    assertThat(run.<Boolean>getAs("collapsed")).isTrue();
    assertThat(run.<String>getAs("collapse_kind")).isEqualTo("PERFORMANCE");
    // The mean of five falls below half of the twin's at the third low evaluation.
    assertThat(run.<Integer>getAs("collapse_evaluation")).isEqualTo(22);
    assertThat(run.<Long>getAs("collapse_step")).isEqualTo(220L);
    // Known at the third evaluation that is down.
    assertThat(run.<Long>getAs("collapse_known_step")).isEqualTo(240L);
    assertThat(run.<Boolean>getAs("lost")).isTrue();
    assertThat(run.<Boolean>getAs("recovered")).isFalse();
    assertThat(run.<String>getAs("recovery_class")).isEqualTo("IRREVERSIBLE");
    assertThat(run.<Boolean>getAs("recovery_censored")).isTrue();
    assertThat(run.<Double>getAs("normalised_final_performance")).isCloseTo(0.1, within(0.02));
  }

  @Test
  void anUnhurtRunEqualsItsTwin() {
    Row run = RUNS.get("noise-1.0-0");
    assertThat(run.<Boolean>getAs("collapsed")).isFalse();
    assertThat(run.<Double>getAs("retained_performance")).isEqualTo(1);
    assertThat(run.<Double>getAs("spike_score")).isEqualTo(0);
    assertThat(run.<Boolean>getAs("recovered")).isNull();
  }

  @Test
  void theDivergenceRateIsTheOneThatWasPutIn() {
    Row run = RUNS.get("noise-1.0-0");
    assertThat(run.<Double>getAs("divergence_rate")).isCloseTo(0.02, within(1e-9));
    assertThat(run.<Double>getAs("divergence_quality")).isCloseTo(1, within(1e-9));
    assertThat(run.<Integer>getAs("divergence_points")).isEqualTo(21);
    // From the onset, where the distance is first positive, to the end of the run.
    assertThat(run.<Long>getAs("divergence_first_step")).isEqualTo(200L);
    assertThat(run.<Long>getAs("divergence_last_step")).isEqualTo(400L);
    assertThat(run.<Double>getAs("function_divergence_rate")).isCloseTo(0.02, within(1e-9));
    assertThat(run.<Double>getAs("function_divergence_quality")).isCloseTo(1, within(1e-9));
  }

  @Test
  void aRunThatComesBackHasRecoveredAfterTheDisturbanceEnded() {
    Row run = RUNS.get("other-1.0-0");
    assertThat(run.<Boolean>getAs("collapsed")).isTrue();
    assertThat(run.<Boolean>getAs("lost")).as("it collapsed and came back").isFalse();
    assertThat(run.<Boolean>getAs("recovered")).isTrue();
    assertThat(run.<Boolean>getAs("latent_recovered")).isTrue();
    assertThat(run.<Long>getAs("latent_recovery_steps")).isEqualTo(20L);
    assertThat(run.<Long>getAs("recovery_steps")).isEqualTo(20L);
    assertThat(run.<Boolean>getAs("recovery_censored")).isFalse();
  }

  @Test
  void aDivergedRunCollapsedAtTheStepItDiverged() {
    Row run = RUNS.get("other-1.0-1");
    assertThat(run.<String>getAs("collapse_kind")).isEqualTo("NON_FINITE");
    assertThat(run.<Long>getAs("collapse_step")).isEqualTo(243L);
    assertThat(run.<Boolean>getAs("lost")).isTrue();
    assertThat(run.<Double>getAs("normalised_final_performance")).isNull();
  }

  @Test
  void aRunThatNeverLearnedHasNotCollapsedAndAFailedRunIsUnknown() {
    Row idle = RUNS.get("other-1.0-2");
    assertThat(idle.<Boolean>getAs("learned")).isFalse();
    assertThat(idle.<Boolean>getAs("collapsed")).isFalse();
    assertThat(idle.<Boolean>getAs("lost")).as("it should have learned").isTrue();
    Row failed = RUNS.get("other-1.0-3");
    assertThat(failed.<String>getAs("status")).isEqualTo("FAILED");
    assertThat(failed.<Boolean>getAs("collapsed")).isNull();
    assertThat(failed.<Boolean>getAs("lost")).isNull();
    assertThat(failed.<Double>getAs("retained_performance")).isNull();
  }

  @Test
  void theCleanBandIsAroundTheMedianAndSaysHowSureItIs() {
    List<Row> band = TABLES.get("clean_bands").orderBy("evaluation").collectAsList();
    assertThat(band).hasSize(41);
    Row last = band.get(40);
    assertThat(last.<Double>getAs("lower")).isBetween(95.0, last.<Double>getAs("median"));
    assertThat(last.<Double>getAs("upper")).isBetween(last.<Double>getAs("median"), 106.0);
    assertThat(last.<Double>getAs("outside")).isCloseTo(1 / 13.0, within(1e-12));
    assertThat(last.<Integer>getAs("n")).isEqualTo(12);
  }

  @Test
  void sharesOfConditionsAreThoseThatWerePutIn() {
    assertThat(estimate("noise", 1, "lost")).isEqualTo(0);
    assertThat(estimate("noise", 2, "lost")).isEqualTo(0.5);
    assertThat(estimate("noise", 4, "lost")).isEqualTo(1);
    assertThat(estimate("noise", 4, "collapsed")).isEqualTo(1);
    // Of those that had learned both collapsed, and one came back; lost are the diverged and the
    // idle one, of three.
    assertThat(estimate("other", 1, "collapsed")).isEqualTo(1);
    assertThat(estimate("other", 1, "recovered")).isEqualTo(0.5);
    assertThat(estimate("other", 1, "lost")).isCloseTo(2 / 3.0, within(1e-12));
    Row wilson = row("noise", 2, "lost");
    assertThat(wilson.<Double>getAs("lower")).isCloseTo(0.15003898915, within(1e-9));
    assertThat(wilson.<Integer>getAs("n")).isEqualTo(4);
    assertThat(wilson.<Double>getAs("placebo")).as("the sweep has none").isNull();
    assertThat(wilson.<String>getAs("analysed_versions")).isEqualTo("{\"runs\":3}");
    assertThat(row("noise", 2, "excess_loss").<Double>getAs("estimate")).isNull();
  }

  /** Means of seeds: 1/3, 2/3, 1 and 2/3 of their runs under noise, with the others' beside. */
  @Test
  void theDimensionPoolsItsConditionsBySeed() {
    Row row = TABLES.get("dimension_stability").filter("metric = 'lost'").collectAsList().get(0);
    assertThat(row.<String>getAs("dimension")).isEqualTo("DATA");
    assertThat(row.<Integer>getAs("n")).isEqualTo(4);
    assertThat(row.<Double>getAs("lower")).isLessThan(row.<Double>getAs("estimate"));
  }

  @Test
  void whatCannotBeToldApartSharesTheFirstRank() {
    List<Row> ranks = TABLES.get("fragility_ranks").collectAsList();
    assertThat(ranks).hasSize(4);
    // Four seeds: sixteen changes of sign can tell nothing apart.
    assertThat(ranks)
        .allMatch(
            row -> row.<Integer>getAs("rank_lower") == 1 && row.<Integer>getAs("rank_upper") == 4);
  }

  @Test
  void theCriticalMagnitudeIsABracketOrAReasonIsGiven() {
    Map<String, Row> critical = new HashMap<>();
    TABLES
        .get("critical_magnitudes")
        .collectAsList()
        .forEach(row -> critical.put(row.getAs("family"), row));
    Row noise = critical.get("noise");
    assertThat(noise.<Integer>getAs("n")).isEqualTo(12);
    assertThat(noise.<Boolean>getAs("monotone")).isTrue();
    assertThat(noise.<String>getAs("bounds")).isEqualTo("bracket");
    assertThat(noise.<Double>getAs("magnitude")).isNull();
    assertThat(noise.<Double>getAs("trend_p")).isLessThan(0.05);
    assertThat(critical.get("other").<String>getAs("reason"))
        .isEqualTo("only one magnitude was tried");
    Row survival = TABLES.get("dose_survival").filter("family = 'noise'").collectAsList().get(0);
    assertThat(survival.<Double>getAs("magnitude_high")).isEqualTo(4);
    assertThat(survival.<Double>getAs("estimate")).isBetween(0.3, 0.7);
  }

  @Test
  void whatIsLeftOutIsCounted() {
    assertThat(
            TABLES
                .get("exclusions")
                .filter("reason IN ('failed', 'never_learned')")
                .collectAsList())
        .extracting(row -> row.<Integer>getAs("runs"))
        .containsExactlyInAnyOrder(1, 1);
  }

  @Test
  void disturbedRunsThatEqualTheirTwinsAndRunsWithoutLossesAreFlagged() {
    assertThat(TABLES.get("flags").collectAsList())
        .extracting(
            row -> row.<String>getAs("flag"),
            row -> row.<String>getAs("family"),
            row -> row.<Integer>getAs("runs"),
            row -> row.<Integer>getAs("of_runs"),
            row -> row.<String>getAs("run_id"))
        .containsExactly(tuple("same_as_twin", "noise", 6, 12, "noise-1.0-0"));
    LakeTables sample = Sample.doseResponse(Direction.HIGHER).tables();
    Dataset<Row> silent =
        sample
            .trajectories()
            .withColumn("loss", expr("CASE WHEN run_id = 'clean-3' THEN null ELSE loss END"));
    assertThat(Flags.of(sample.runs(), silent).filter("flag = 'no_loss'").collectAsList())
        .extracting(row -> row.<String>getAs("run_id"), row -> row.<Integer>getAs("of_runs"))
        .containsExactly(tuple("clean-3", 12));
  }

  /** What a metric rests on and what it lacks are together all perturbed runs. */
  @ParameterizedTest
  @ValueSource(
      strings = {"lost", "collapsed", "retained_performance", "spike_free", "final_performance"})
  void noRunIsLeftOutInSilence(String metric) {
    int counted =
        TABLES.get("stability").filter("metric = '" + metric + "'").collectAsList().stream()
            .mapToInt(row -> row.<Integer>getAs("n"))
            .sum();
    int missing =
        TABLES
            .get("exclusions")
            .filter("missing_from = 'everything' OR missing_from LIKE '%" + metric + "%'")
            .collectAsList()
            .stream()
            .mapToInt(row -> row.<Integer>getAs("runs"))
            .sum();

    assertThat(missing).isPositive();
    assertThat(counted + missing).isEqualTo(RUNS.size());
  }

  @Test
  void recoveryCurvesStartAtOneAndFallWhereARunCameBack() {
    List<Row> curve = TABLES.get("recovery_curves").orderBy("steps").collectAsList();
    assertThat(curve).hasSize(3);
    assertThat(curve.get(0).<Double>getAs("not_recovered")).isEqualTo(1);
    assertThat(curve.get(1).<Double>getAs("not_recovered")).isCloseTo(7 / 8.0, within(1e-12));
    // To the end of the run at step 400, from the disturbance's at 280.
    assertThat(curve.get(2).<Double>getAs("steps")).isEqualTo(120);
    assertThat(curve.get(2).<Integer>getAs("recoveries")).isZero();
  }

  @Test
  void reliabilityWithinARunIsThatOfItsNormalisedCurve() {
    Row fallen = RUNS.get("noise-4.0-1");
    Row unhurt = RUNS.get("noise-1.0-1");
    assertThat(fallen.<Double>getAs("largest_drawdown")).isCloseTo(0.85, within(0.02));
    assertThat(fallen.<Double>getAs("drawdown_risk")).isBetween(0.82, 0.86);
    assertThat(fallen.<Double>getAs("risk_of_changes")).isLessThan(-0.02);
    assertThat(unhurt.<Double>getAs("largest_drawdown")).isLessThan(0.02);
    assertThat(unhurt.<Double>getAs("risk")).isBetween(-0.02, 0.1);
    assertThat(unhurt.<Double>getAs("dispersion")).isBetween(0.003, 0.006);
  }

  @Test
  void everyPValueIsAdjustedWithinItsFamilyAndOverAll() {
    List<Row> tests = TABLES.get("tests").collectAsList();
    assertThat(tests).extracting(row -> row.<String>getAs("test_family")).contains("monotonicity");
    assertThat(tests)
        .allSatisfy(
            row -> {
              double p = row.<Double>getAs("p");
              assertThat(row.<Double>getAs("p_adjusted")).isBetween(p * (1 - 1e-12), 1.0);
              assertThat(row.<Double>getAs("p_adjusted_over_all")).isBetween(p * (1 - 1e-12), 1.0);
            });
    // One recovery among runs of one condition: nothing to compare it with.
    Row recovery =
        TABLES.get("recovery_tests").filter("between = 'conditions'").collectAsList().get(0);
    assertThat(recovery.<Integer>getAs("recoveries")).isEqualTo(1);
    assertThat(recovery.<Integer>getAs("groups")).isEqualTo(3);
    assertThat(recovery.<Double>getAs("chi_square")).isPositive();
  }

  @Test
  void ofSoFewCleanRunsNoDetectorHasAThresholdAndItIsSaid() {
    Row t2 = TABLES.get("detectors").filter("detector = 'meta_state_t2'").collectAsList().get(0);
    assertThat(t2.<Integer>getAs("collapses")).isEqualTo(8);
    assertThat(t2.<Double>getAs("threshold")).isNull();
    assertThat(t2.<String>getAs("reason")).endsWith("where a false-positive rate of 5 % needs 19");
    assertThat(TABLES.get("alarms").filter("alarm_step IS NOT NULL").count()).isZero();
  }

  /** Collapses come two evaluations behind the onset: one landmark has runs of both kinds. */
  @Test
  void runsOfOneConditionAreOrderedWhileTheyStand() {
    Row all =
        TABLES
            .get("precedence")
            .filter("detector = 'meta_state_t2' AND landmark IS NULL")
            .collectAsList()
            .get(0);
    assertThat(all.<Integer>getAs("horizon")).isEqualTo(4);
    assertThat(all.<Long>getAs("pairs")).isPositive();
    assertThat(all.<Double>getAs("concordance")).isEqualTo(1);
    assertThat(all.<String>getAs("verdict")).isEqualTo("undecided");
    Row claim = TABLES.get("claims").collectAsList().get(0);
    assertThat(claim.<String>getAs("verdict")).isEqualTo("undecided");
    assertThat(claim.<String>getAs("subject")).isEqualTo("toy");
  }

  @Test
  void theGridOfCollapseDefinitionsAgreesWhereCollapsesAreComplete() {
    List<Row> grid = TABLES.get("collapse_sensitivity").collectAsList();
    assertThat(grid).hasSize(540);
    assertThat(grid)
        .filteredOn(
            row -> row.<Integer>getAs("cadence") == 1 && row.<Integer>getAs("smoothing") < 9)
        .hasSize(120)
        .allMatch(row -> row.<Double>getAs("kendall_tau") > 0.8);
  }

  @Test
  void theStandardDefinitionOfCollapseIsOneOfTheGrid() {
    Row collapsed =
        TABLES
            .get("run_stability")
            .filter("learned AND role = 'perturbed'")
            .selectExpr("avg(CAST(collapsed AS INT))", "count(collapsed)")
            .first();
    Row standard =
        TABLES
            .get("collapse_sensitivity")
            .filter(
                "share = 0.5 AND consecutive = 3 AND smoothing = 5 AND cadence = 1"
                    + " AND band_outside = 0.1")
            .first();
    assertThat(standard.<Double>getAs("collapse_rate"))
        .isCloseTo(collapsed.getDouble(0), within(1e-12));
    assertThat(standard.<Integer>getAs("n")).isEqualTo((int) collapsed.getLong(1));
    assertThat(standard.<Double>getAs("kendall_tau")).isCloseTo(1, within(1e-12));
  }

  @Test
  void theEdgeOfAHalfIsTheEndpointItself() {
    Row lost =
        TABLES.get("run_stability").selectExpr("avg(CAST(lost AS INT))", "count(lost)").first();
    Row half = TABLES.get("lost_sensitivity").filter("share = 0.5").first();
    assertThat(half.<Double>getAs("lost")).isCloseTo(lost.getDouble(0), within(1e-12));
    assertThat(half.<Integer>getAs("n")).isEqualTo((int) lost.getLong(1));
    assertThat(half.<Double>getAs("kendall_tau")).isCloseTo(1, within(1e-12));
  }

  @Test
  void theModelNamesWhatItLeavesOutAndFindsTheOneMovingDirection() {
    Row model = TABLES.get("meta_state_models").collectAsList().get(0);
    assertThat(model.<String>getList(model.fieldIndex("features")))
        .containsExactly(
            "predictive_entropy", "log_gradient_norm", "log_weight_norm", "gradient_coherence");
    assertThat(model.<String>getList(model.fieldIndex("missing_features")))
        .containsExactly("feature_rank");
    assertThat(model.<String>getList(model.fieldIndex("constant_features")))
        .containsExactly("dormant_share");
    assertThat(model.<Integer>getAs("components")).isEqualTo(1);
    assertThat(first(model, "explained_variance")).isGreaterThan(0.6);
    for (String shuffled : List.of("null_time_shuffled", "null_phase_shuffled", "null_ar1")) {
      assertThat(first(model, shuffled)).isBetween(0.25, 0.45);
    }
    assertThat(first(model, "null_random_walk")).isGreaterThan(first(model, "null_time_shuffled"));
    assertThat(model.<Double>getAs("kept_variance"))
        .isCloseTo(first(model, "explained_variance"), within(1e-12));
    assertThat(model.<Double>getAs("participation_ratio")).isBetween(1.0, 2.5);
    for (String p : List.of("ar1_p", "phase_shuffled_p", "time_shuffled_p")) {
      assertThat(model.<Double>getAs(p)).as(p).isLessThan(0.01);
    }
    assertThat(model.<String>getAs("low_dimensional")).isEqualTo("confirmed");
  }

  @Test
  void struckEvaluationsLieFarFromTheModelAndCleanOnesNear() {
    Dataset<Row> states = TABLES.get("meta_states");
    assertThat(states.count()).isEqualTo(12 * 41 + 14 * 41 + 25);
    assertThat(t2(states, "noise-4.0-1", 25)).isGreaterThan(5 * t2(states, "clean-1", 25));
    assertThat(t2(states, "noise-4.0-1", 10)).isEqualTo(t2(states, "clean-1", 10));
  }

  @Test
  void neitherOrderNorPartitionsOfTheRowsChangeAnyNumber() {
    LakeTables shuffled = Sample.doseResponse(Direction.HIGHER).shuffledTables();
    try (Analytics analytics = analytics(shuffled)) {
      assertThat(analytics.tables().keySet()).isEqualTo(TABLES.keySet());
      analytics
          .tables()
          .forEach(
              (table, rows) ->
                  assertThat(texts(rows)).as(table).isEqualTo(texts(TABLES.get(table))));
    }
  }

  @Test
  void everyTableHasTheColumnsOfItsRecord() {
    assertThat(TABLES).hasSize(Tables.RESULTS.size() - 1);
    TABLES.forEach(
        (name, rows) ->
            assertThat(rows.columns())
                .as(name)
                .containsExactlyElementsOf(
                    Tables.RESULTS.stream()
                        .filter(table -> table.name().equals(name))
                        .flatMap(table -> table.columns().stream())
                        .map(TableColumn::name)
                        .toList()));
  }

  /** Minus the performance, of which lower is better: no result but the raw ones changes. */
  @Test
  void whetherHigherOrLowerPerformanceIsBetterIsDataAndChangesNoResult() {
    try (Analytics turned = analytics(Sample.doseResponse(Direction.LOWER).tables())) {
      for (String table : List.of("run_stability", "stability", "critical_magnitudes", "alarms")) {
        assertThat(rounded(turned.tables().get(table)))
            .as(table)
            .isEqualTo(rounded(TABLES.get(table)));
      }
    }
  }

  /** Every row as text with its numbers to ten places: percentiles round by their direction. */
  private static List<String> rounded(Dataset<Row> rows) {
    return rows.collectAsList().stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(row::get)
                    .map(cell -> cell instanceof Double x ? "%.10f".formatted(x + 0.0) : "" + cell)
                    .collect(Collectors.joining(",")))
        .sorted()
        .toList();
  }

  /** Every row as text, in the order of the texts: rows have no order of their own. */
  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  private static Analytics analytics(LakeTables lake) {
    return new Analytics(Sample.SWEEP, lake, SETTINGS, List.of(LEAD), "{\"runs\":3}");
  }

  private static double estimate(String family, double magnitude, String metric) {
    return row(family, magnitude, metric).<Double>getAs("estimate");
  }

  private static Row row(String family, double magnitude, String metric) {
    return TABLES
        .get("stability")
        .filter(
            "family = '%s' AND magnitude = %s AND metric = '%s'"
                .formatted(family, magnitude, metric))
        .collectAsList()
        .get(0);
  }

  private static double first(Row row, String column) {
    return row.<Double>getList(row.fieldIndex(column)).get(0);
  }

  private static double t2(Dataset<Row> states, String run, int evaluation) {
    return states
        .filter("run_id = '%s' AND evaluation = %d".formatted(run, evaluation))
        .collectAsList()
        .get(0)
        .<Double>getAs("t2");
  }
}
