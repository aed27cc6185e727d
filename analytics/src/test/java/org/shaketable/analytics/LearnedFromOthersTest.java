package org.shaketable.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.stats.curve.Direction;

/**
 * Scores learned, moved and taken apart in a whole analysis: three families of 30 seeds, in each of
 * which another half of the seeds collapses, and features jump where it does.
 */
class LearnedFromOthersTest {
  private static final List<String> FAMILIES = List.of("first", "second", "third");
  private static final Map<String, List<Row>> TABLES = new HashMap<>();

  @BeforeAll
  static void analyse() {
    Sample sample = new Sample(Direction.HIGHER).clean(30);
    for (int seed = 0; seed < 30; seed++) {
      for (int family = 0; family < FAMILIES.size(); family++) {
        sample.perturbed(
            FAMILIES.get(family),
            1,
            seed,
            (seed / (family + 1)) % 2 == 0 ? Sample.Fate.COLLAPSES : Sample.Fate.UNHURT);
      }
    }
    try (Analytics analytics =
        new Analytics(
            Sample.SWEEP, sample.tables(), new AnalyticsSettings(1, 200, 0.95), List.of(), "{}")) {
      for (String table :
          List.of("transfer", "ablation", "detectors", "precedence", "warning_trends")) {
        TABLES.put(table, analytics.tables().get(table).collectAsList());
      }
    }
  }

  private static List<Row> rows(String table, String column, String value) {
    return TABLES.get(table).stream().filter(row -> value.equals(row.getAs(column))).toList();
  }

  @Test
  void aLearnedScoreIsADetectorLikeAnyOther() {
    Row linear = rows("detectors", "detector", "learned_linear").get(0);

    assertThat(linear.<Double>getAs("threshold")).isFinite();
    assertThat(linear.<Double>getAs("completeness")).isEqualTo(1);
    assertThat(linear.<Double>getAs("concordance")).isGreaterThan(0.95);
    assertThat(linear.<Double>getAs("recall")).isGreaterThan(0.9);
    assertThat(rows("precedence", "detector", "learned_linear")).isNotEmpty();
    // The features that drift jump in every one of them, but 40 runs of each kind are not there.
    assertThat(rows("detectors", "detector", "learned_forest")).isEmpty();
  }

  @Test
  void whatIsLearnedFromAFamilyIsJudgedOnEachOfThem() {
    for (String from : FAMILIES) {
      List<Row> rows = rows("transfer", "from_family", from);
      assertThat(rows)
          .extracting(row -> row.<String>getAs("family"))
          .containsExactlyInAnyOrderElementsOf(FAMILIES);
      assertThat(rows).allMatch(row -> row.<Double>getAs("concordance") > 0.95);
      assertThat(rows).allMatch(row -> row.<Integer>getAs("from_cases") >= 15);
    }
    assertThat(rows("transfer", "from_family", "others")).hasSize(3);
    assertThat(rows("transfer", "detector", "meta_state_t2")).hasSize(1);
  }

  @Test
  void eachFeatureAndEachGroupIsTakenAwayOnce() {
    List<Row> linear = rows("ablation", "detector", "learned_linear");

    assertThat(linear)
        .extracting(row -> row.<String>getAs("removed"))
        .containsExactlyInAnyOrder(
            null,
            "predictive_entropy",
            "log_gradient_norm",
            "log_weight_norm",
            "gradient_coherence",
            "feature_rank",
            "dormant_share",
            "gradient",
            "representation");
    assertThat(linear.get(0).<Double>getAs("concordance_loss")).isNull();
    // Entropy, gradient norm and coherence tell the same: without one of them nothing is lost.
    assertThat(linear.stream().skip(1))
        .allMatch(row -> Math.abs(row.<Double>getAs("concordance_loss")) < 0.05);
    assertThat(linear).allMatch(row -> row.<Integer>getAs("cases") == 46);
  }

  @Test
  void everyRunHasItsOwnTrends() {
    assertThat(rows("warning_trends", "signal", "variance"))
        .allMatch(row -> row.<Integer>getAs("evaluations") >= 20)
        .allMatch(
            row ->
                row.<Double>getAs("ar1_p") >= 0.01
                    && row.<Double>getAs("phase_p") >= 0.01
                    && row.<Double>getAs("ar1_p") <= 1);
    assertThat(rows("warning_trends", "role", "clean")).isNotEmpty();
  }
}
