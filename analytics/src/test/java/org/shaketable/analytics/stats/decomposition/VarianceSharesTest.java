package org.shaketable.analytics.stats.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.bootstrap.Draws;

class VarianceSharesTest {
  private static final List<String> TWO = List.of("a", "b");

  private static VarianceShares.Row row(double response, String... levels) {
    return new VarianceShares.Row(List.of(levels), response);
  }

  @Test
  void aBalancedTableByHand() {
    // Means: a 3 +- 1, b 3 +- 0.5, no interaction; each cell holds its mean +- 0.5.
    List<VarianceShares.Row> rows = new ArrayList<>();
    for (double noise : new double[] {-0.5, 0.5}) {
      rows.add(row(1.5 + noise, "a0", "b0"));
      rows.add(row(2.5 + noise, "a0", "b1"));
      rows.add(row(3.5 + noise, "a1", "b0"));
      rows.add(row(4.5 + noise, "a1", "b1"));
    }

    VarianceShares shares = VarianceShares.of(TWO, rows);

    // Variances 1, 0.25 and 0.25 of 1.5.
    assertThat(shares.factors().get("a")).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(shares.factors().get("b")).isCloseTo(1.0 / 6, within(1e-12));
    assertThat(shares.interactions()).isCloseTo(0, within(1e-12));
    assertThat(shares.pairs().get("a x b")).isCloseTo(0, within(1e-12));
    assertThat(shares.residual()).isCloseTo(1.0 / 6, within(1e-12));
    assertThat(shares.rows()).isEqualTo(8);
  }

  @Test
  void aPureInteractionIsNamedSo() {
    VarianceShares shares =
        VarianceShares.of(
            TWO, List.of(row(1, "0", "0"), row(0, "0", "1"), row(0, "1", "0"), row(1, "1", "1")));

    assertThat(shares.interactions()).isCloseTo(1, within(1e-12));
    assertThat(shares.pairs().get("a x b")).isCloseTo(1, within(1e-12));
    assertThat(shares.factors().get("a")).isCloseTo(0, within(1e-12));
  }

  @Test
  void nestedFactorsShareWhatEitherCouldExplain() {
    // The family (second) determines the dimension (first): the family adds nothing new to itself.
    VarianceShares shares =
        VarianceShares.of(
            List.of("dimension", "family"),
            List.of(
                row(0, "d0", "f0"), row(0, "d0", "f1"), row(2, "d1", "f2"), row(2, "d1", "f3")));

    assertThat(shares.factors().get("dimension")).isCloseTo(0.5, within(1e-12));
    assertThat(shares.factors().get("family")).isCloseTo(0.5, within(1e-12));
    assertThat(shares.residual()).isCloseTo(0, within(1e-12));
  }

  @Test
  void sharesAddUpInAnyOrderShiftAndScale() {
    List<VarianceShares.Row> rows = new ArrayList<>();
    List<VarianceShares.Row> moved = new ArrayList<>();
    Draws draws = Draws.of(3, 1);
    for (int i = 0; i < 60; i++) {
      String[] levels = {"" + draws.nextInt(2), "" + draws.nextInt(3), "" + draws.nextInt(2)};
      double response = draws.nextGaussian() + levels[0].hashCode() % 5;
      rows.add(row(response, levels));
      moved.add(row(7 - 3 * response, levels));
    }
    Collections.reverse(moved);
    List<String> names = List.of("a", "b", "c");

    VarianceShares shares = VarianceShares.of(names, rows);
    VarianceShares again = VarianceShares.of(names, moved);

    double sum = shares.factors().values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(sum + shares.interactions() + shares.residual()).isCloseTo(1, within(1e-12));
    for (String name : names) {
      assertNear(name, again.factors().get(name), shares.factors().get(name), 1e-12);
    }
  }

  @Test
  void withoutVariationThereIsNothingToShare() {
    assertThat(VarianceShares.of(TWO, List.of()).residual()).isNaN();
    assertThat(VarianceShares.of(TWO, List.of(row(1, "x", "y"))).factors().get("a")).isNaN();
    assertThatThrownBy(() -> row(Double.NaN, "x", "y"))
        .hasMessage("Invalid response: expected a finite number, found NaN");
  }
}
