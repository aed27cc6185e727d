package org.shaketable.analytics.stats.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;
import static org.shaketable.analytics.stats.reference.Reference.elements;
import static org.shaketable.analytics.stats.reference.Reference.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.analytics.stats.reference.Reference;

/** statsmodels multipletests, tolerance 1e-12: stats_multiple_testing.json. */
class AdjustmentTest {
  private static final Map<Adjustment, String> NAMES =
      Map.of(
          Adjustment.BENJAMINI_HOCHBERG, "fdr_bh",
          Adjustment.BENJAMINI_YEKUTIELI, "fdr_by",
          Adjustment.HOLM, "holm",
          Adjustment.BONFERRONI, "bonferroni");

  @ParameterizedTest
  @EnumSource
  void equalsStatsmodels(Adjustment adjustment) {
    elements(Reference.json("stats_multiple_testing.json").get("cases"))
        .forEach(
            c -> {
              double[] adjusted = adjustment.of(numbers(c.get("p")));
              JsonNode expected = c.get(NAMES.get(adjustment));
              assertNear(
                  c.get("name").asText(), adjusted, numbers(expected.get("adjusted")), 1e-12);
              for (int i = 0; i < adjusted.length; i++) {
                assertThat(adjusted[i] <= 0.05)
                    .isEqualTo(expected.get("reject_at_0.05").get(i).asBoolean());
              }
            });
  }

  @Test
  void byHand() {
    assertThat(Adjustment.BENJAMINI_HOCHBERG.of(0.5, 0.125, 0.25))
        .containsExactly(0.5, 0.375, 0.375);
    assertThat(Adjustment.HOLM.of(0.25, 0.125)).containsExactly(0.25, 0.25);
    assertThat(Adjustment.BONFERRONI.of(0.25, 0.75)).containsExactly(0.5, 1);
  }

  @ParameterizedTest
  @EnumSource
  void noneOneAndOrder(Adjustment adjustment) {
    double[] forward = adjustment.of(0.01, 0.04, 0.03);
    double[] backward = adjustment.of(0.03, 0.04, 0.01);

    assertThat(adjustment.of()).isEmpty();
    assertThat(adjustment.of(0.3)).containsExactly(0.3);
    assertThat(backward).containsExactly(forward[2], forward[1], forward[0]);
    assertThatThrownBy(() -> adjustment.of(0.5, Double.NaN))
        .hasMessage("Invalid p-value: expected a number in [0, 1], found NaN");
  }
}
