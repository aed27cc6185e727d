package org.shaketable.analytics.stats.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;
import static org.shaketable.analytics.stats.reference.Reference.elements;
import static org.shaketable.analytics.stats.reference.Reference.number;
import static org.shaketable.analytics.stats.reference.Reference.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.reference.Reference;

/** scipy, tolerance 1e-9: stats_rank_tests.json. */
class ComparisonTest {
  private static final double TOLERANCE = 1e-9;

  private final JsonNode reference = Reference.json("stats_rank_tests.json");

  @Test
  void mannWhitneyEqualsScipy() {
    elements(reference.get("cases"))
        .forEach(
            c -> {
              MannWhitney test = MannWhitney.of(numbers(c.get("x")), numbers(c.get("y")));
              String name = c.get("name").asText();
              near(name, test.u(), c, "U_of_x");
              near(name, test.pWithContinuity(), c, "p_two_sided_asymptotic_continuity");
              near(name, test.p(), c, "p_two_sided_asymptotic_no_continuity");
              near(name, test.pGreater(), c, "p_greater_asymptotic_continuity");
              near(name, test.pExact(), c, "p_two_sided_exact");
              near(name, test.superiority(), c, "probability_of_superiority");
              near(name, test.cliffsDelta(), c, "cliffs_delta");
            });
  }

  @Test
  void welchEqualsScipy() {
    elements(reference.get("cases"))
        .forEach(
            c -> {
              double[] x = numbers(c.get("x"));
              double[] y = numbers(c.get("y"));
              String name = c.get("name").asText();
              MeanDifference welch = MeanDifference.welch(x, y);
              near(name, welch.t(), c, "welch_t");
              near(name, welch.p(), c, "welch_p");
            });
  }

  @Test
  void pairedTestsEqualScipy() {
    elements(reference.get("paired"))
        .forEach(
            c -> {
              double[] x = numbers(c.get("x"));
              double[] y = numbers(c.get("y"));
              String name = c.get("name").asText();
              SignedRank wilcoxon = SignedRank.of(x, y);
              near(name, wilcoxon.statistic(), c, "wilcoxon_statistic_min_rank_sum");
              near(name, wilcoxon.p(), c, "wilcoxon_p_normal_approximation");
              MeanDifference paired = MeanDifference.paired(x, y);
              near(name, paired.t(), c, "paired_t");
              near(name, paired.p(), c, "paired_t_p");
            });
  }

  private static void near(String name, double actual, JsonNode c, String key) {
    assertNear(name + " " + key, actual, number(c.get(key)), TOLERANCE);
  }

  @Test
  void tinyCasesByHand() {
    MannWhitney test = MannWhitney.of(new double[] {1, 3}, new double[] {2, 3});

    assertThat(test.u()).isEqualTo(1.5);
    assertThat(Ranks.of(new double[] {0.0, 5, -0.0, 7})).containsExactly(1.5, 3, 1.5, 4);
    assertThat(Ranks.tieSizes(new double[] {2, 1, 2})).containsExactly(1, 2);
    assertThat(MannWhitney.of(new double[] {5, 6}, new double[] {1}).pExact()).isEqualTo(2.0 / 3);
  }

  @Test
  void anIncreasingMapChangesNoRankTest() {
    double[] x = {0.1, 0.7, 0.4};
    double[] y = {0.3, 0.9, 1.4, 0.2};
    double[] ex = Arrays.stream(x).map(Math::exp).toArray();
    double[] ey = Arrays.stream(y).map(Math::exp).toArray();

    assertThat(MannWhitney.of(ex, ey)).isEqualTo(MannWhitney.of(x, y));
    double mirrored = MannWhitney.of(y, x).superiority();
    assertNear("mirrored", mirrored, 1 - MannWhitney.of(x, y).superiority(), 1e-15);
  }

  @Test
  void emptyEqualAndNaN() {
    double[] none = {};
    double[] same = {1, 1, 1};

    assertThat(MannWhitney.of(none, same).u()).isNaN();
    assertThat(MannWhitney.of(none, same).pExact()).isNaN();
    assertThat(MannWhitney.of(same, same).superiority()).isEqualTo(0.5);
    assertThat(MannWhitney.of(same, same).p()).isNaN();
    assertThat(SignedRank.of(same, same).p()).isNaN();
    assertThat(MeanDifference.paired(new double[] {1}, new double[] {2}).p()).isNaN();
    assertThat(MeanDifference.paired(new double[] {1}, new double[] {2}).interval(0.95).lower())
        .isNaN();
    assertThatThrownBy(() -> MannWhitney.of(new double[] {Double.NaN}, same))
        .hasMessage("Invalid values: expected numbers to rank, found NaN");
    assertThatThrownBy(() -> SignedRank.of(none, same))
        .hasMessage("Invalid pairs: expected samples of one size, found 0 and 3");
  }

  @Test
  void theIntervalExcludesZeroJustWhereTheTestRejects() {
    MeanDifference d = MeanDifference.paired(new double[] {3, 4, 6}, new double[] {1, 3, 3});
    Interval interval = d.interval(1 - d.p());

    assertThat(interval.estimate()).isEqualTo(2);
    assertNear("bound at zero", interval.lower(), 0, 1e-9);
  }
}
