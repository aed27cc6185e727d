package org.shaketable.analytics.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;
import static org.shaketable.analytics.stats.reference.Reference.elements;
import static org.shaketable.analytics.stats.reference.Reference.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.analytics.stats.reference.Reference;

class ProportionIntervalTest {
  /** statsmodels proportion_confint, tolerance 1e-9: stats_binomial.json. */
  private static final Map<ProportionInterval, String> NAMES =
      Map.of(
          ProportionInterval.WILSON, "wilson",
          ProportionInterval.JEFFREYS, "jeffreys",
          ProportionInterval.CLOPPER_PEARSON, "beta",
          ProportionInterval.AGRESTI_COULL, "agresti_coull",
          ProportionInterval.NORMAL, "normal");

  @ParameterizedTest
  @EnumSource
  void equalsStatsmodels(ProportionInterval kind) {
    JsonNode cases = Reference.json("stats_binomial.json").get("cases");

    assertThat(cases).isNotEmpty();
    elements(cases)
        .forEach(
            c -> {
              Interval interval =
                  kind.of(
                      c.get("successes").asLong(),
                      c.get("trials").asLong(),
                      1 - c.get("alpha").asDouble());
              JsonNode expected = c.get(NAMES.get(kind));
              String what = kind + " of " + c.get("successes") + "/" + c.get("trials");
              assertNear(what, interval.lower(), number(expected.get(0)), 1e-9);
              assertNear(what, interval.upper(), number(expected.get(1)), 1e-9);
            });
  }

  @Test
  void wilsonByHand() {
    // k = n = 1 with z = 2: the upper bound is 1, the lower 1 / (1 + z^2).
    double level = 0.9544997361036416;

    assertThat(ProportionInterval.WILSON.of(1, 1, level).lower()).isCloseTo(0.2, within(1e-12));
    assertThat(ProportionInterval.WILSON.of(1, 1, level).upper()).isEqualTo(1);
  }

  @Test
  void successesAndFailuresMirrorEachOther() {
    Interval a = ProportionInterval.WILSON.of(3, 10, 0.95);
    Interval b = ProportionInterval.WILSON.of(7, 10, 0.95);

    assertThat(a.lower()).isCloseTo(1 - b.upper(), within(1e-15));
    assertThat(a.contains(0.3)).isTrue();
    assertThat(a.contains(0.9)).isFalse();
    assertThat(a.width()).isCloseTo(b.width(), within(1e-15));
  }

  @Test
  void withoutTrialsThereIsNoInterval() {
    Interval none = ProportionInterval.WILSON.of(0, 0, 0.95);

    assertThat(none.estimate()).isNaN();
    assertThat(none.lower()).isNaN();
    assertThat(none.n()).isZero();
  }

  /** Exact, by summing over all outcomes; Wilson's coverage oscillates with n and p around 95 %. */
  @Test
  void wilsonCoversOnAverageOverTheShares() {
    for (int n : new int[] {16, 32, 64, 200}) {
      double sum = 0;
      int shares = 0;
      for (double p = 0.05; p < 0.951; p += 0.01) {
        BinomialDistribution binomial = BinomialDistribution.of(n, p);
        for (int k = 0; k <= n; k++) {
          boolean covers = ProportionInterval.WILSON.of(k, n, 0.95).contains(p);
          sum += covers ? binomial.probability(k) : 0;
        }
        shares++;
      }
      assertThat(sum / shares).as("n = %d", n).isBetween(0.93, 0.97);
    }
  }

  @Test
  void impossibleInputIsRefused() {
    assertThatThrownBy(() -> ProportionInterval.WILSON.of(3, 2, 0.95))
        .hasMessage("Invalid count: expected 0 <= successes <= trials, found 3 of 2");
    assertThatThrownBy(() -> ProportionInterval.WILSON.of(1, 2, 1))
        .hasMessage("Invalid level: expected a number in (0, 1), found 1.0");
    assertThatThrownBy(() -> new Interval(0, 1, 0, 0.95, 1))
        .hasMessage("Invalid interval: expected lower <= upper, found [1.0, 0.0]");
  }
}
