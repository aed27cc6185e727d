package org.shaketable.analytics.stats.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;
import static org.shaketable.analytics.stats.reference.Reference.elements;
import static org.shaketable.analytics.stats.reference.Reference.number;
import static org.shaketable.analytics.stats.reference.Reference.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.analytics.stats.comparison.Ranks;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.reference.Reference;

/** scipy, tolerance 1e-10: stats_correlation.json. */
class AssociationTest {
  private static final double TOLERANCE = 1e-10;

  @Test
  void equalsScipy() {
    elements(Reference.json("stats_correlation.json").get("cases"))
        .forEach(
            c -> {
              double[] x = numbers(c.get("x"));
              double[] y = numbers(c.get("y"));
              Correlation pearson = Association.PEARSON.of(x, y);
              near(c, "pearson_r", pearson.coefficient());
              near(c, "pearson_p", pearson.p());
              Interval fisher = Association.fisher(pearson, 0.95);
              JsonNode bounds = c.get("pearson_ci_95_fisher_z");
              assertNear("lower", fisher.lower(), number(bounds.get(0)), TOLERANCE);
              assertNear("upper", fisher.upper(), number(bounds.get(1)), TOLERANCE);
              Correlation spearman = Association.SPEARMAN.of(x, y);
              near(c, "spearman_rho", spearman.coefficient());
              near(c, "spearman_p_t_approximation", spearman.p());
              assertThat(Ranks.of(x)).containsExactly(numbers(c.get("average_ranks_x")));
            });
  }

  @Test
  void kendallEqualsScipy() {
    elements(Reference.json("stats_correlation.json").get("cases"))
        .forEach(
            c -> {
              KendallTau tau = KendallTau.of(numbers(c.get("x")), numbers(c.get("y")));
              near(c, "kendall_tau_b", tau.b());
              near(c, "kendall_tau_b_p_asymptotic", tau.p());
              near(c, "kendall_tau_c", tau.c());
              near(c, "kendall_p_exact", tau.pExact());
            });
  }

  private static void near(JsonNode c, String key, double actual) {
    assertNear(c.get("name").asText() + " " + key, actual, number(c.get(key)), TOLERANCE);
  }

  @Test
  void tinyCasesByHand() {
    double[] x = {1, 2, 3};
    double[] y = {1, 3, 2};

    assertNear("Pearson", Association.PEARSON.of(x, y).coefficient(), 0.5, 1e-15);
    assertNear("Spearman", Association.SPEARMAN.of(x, y).coefficient(), 0.5, 1e-15);
    assertNear("Kendall", Association.KENDALL.of(x, y).coefficient(), 1.0 / 3, 1e-15);
  }

  @ParameterizedTest
  @EnumSource
  void positiveLinearMapsAndOrderChangeNothing(Association association) {
    double[] x = {0.5, 2, 2, -1, 4, 3};
    double[] y = {1, 0, 3, -2, 5, 3};
    double[] moved = Arrays.stream(x).map(value -> 4 * value - 8).toArray();
    double[] negative = Arrays.stream(x).map(value -> -value).toArray();
    double r = association.of(x, y).coefficient();

    assertNear("moved", association.of(moved, y).coefficient(), r, 1e-15);
    assertNear("swapped", association.of(y, x).coefficient(), r, 1e-15);
    assertNear("negative", association.of(negative, y).coefficient(), -r, 1e-15);
  }

  @ParameterizedTest
  @EnumSource
  void emptyOneAndConstantHaveNone(Association association) {
    double[] constant = {1, 1, 1};
    double[] y = {1, 2, 3};

    assertThat(association.of(new double[0], new double[0]).coefficient()).isNaN();
    assertThat(association.of(new double[1], new double[1]).coefficient()).isNaN();
    assertThat(association.of(constant, y).coefficient()).isNaN();
    assertThat(association.of(constant, y).p()).isNaN();
    assertThatThrownBy(() -> association.of(constant, new double[2]))
        .hasMessage("Invalid pairs: expected samples of one size, found 3 and 2");
  }

  @Test
  void nanIsPropagatedByPearsonAndRefusedByRanks() {
    double[] x = {1, Double.NaN, 3};
    double[] y = {1, 2, 3};

    assertThat(Association.PEARSON.of(x, y).coefficient()).isNaN();
    assertThatThrownBy(() -> Association.KENDALL.of(x, y)).hasMessageContaining("found NaN");
    assertThat(Association.fisher(new Correlation(0.5, 0.5, 3), 0.95).lower()).isNaN();
  }
}
