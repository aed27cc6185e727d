package org.shaketable.analytics.stats.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;
import static org.shaketable.analytics.stats.reference.Reference.elements;
import static org.shaketable.analytics.stats.reference.Reference.number;
import static org.shaketable.analytics.stats.reference.Reference.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.reference.Reference;

/** scikit-learn and scipy, tolerance 1e-9: pca_results.json. */
class MonitoringTest {
  private static final double TOLERANCE = 1e-9;

  private final JsonNode reference = Reference.json("pca_results.json");
  private final double[] eigenvalues = numbers(reference.get("explained_variance_ddof1"));

  @Test
  void limitsEqualTheReference() {
    elements(reference.get("monitoring"))
        .forEach(
            m -> {
              ControlLimits limits = new ControlLimits(eigenvalues, m.get("components").asInt());
              double[] theta = {limits.theta(1), limits.theta(2), limits.theta(3), limits.h0()};
              assertNear("theta", theta, numbers(m.get("theta1_theta2_theta3_h0")), TOLERANCE);
              for (String level : new String[] {"0.95", "0.99"}) {
                JsonNode expected = m.get("limits").get(level);
                double p = Double.parseDouble(level);
                near(expected, "t2_F_phase2", limits.t2(reference.get("rows").asLong(), p));
                near(expected, "t2_chi2", limits.t2(p));
                near(expected, "spe_jackson_mudholkar", limits.spe(p));
                near(expected, "spe_box_chi2", limits.speBox(p));
              }
            });
  }

  @Test
  void dimensionsEqualTheReference() {
    double ratio = number(reference.get("participation_ratio"));
    assertNear("all", EffectiveDimension.PARTICIPATION_RATIO.of(eigenvalues), ratio, TOLERANCE);
    reference
        .get("subsets")
        .forEach(
            s -> {
              double[] values = numbers(s.get("correlation_eigenvalues"));
              near(s, "participation_ratio", EffectiveDimension.PARTICIPATION_RATIO.of(values));
              near(s, "entropy_effective_rank", EffectiveDimension.ENTROPY_RANK.of(values));
            });
  }

  private static void near(JsonNode of, String key, double actual) {
    assertNear(key, actual, number(of.get(key)), TOLERANCE);
  }

  @Test
  void equalVariancesFillEveryDimension() {
    for (EffectiveDimension dimension : EffectiveDimension.values()) {
      assertNear("equal", dimension.of(new double[] {2, 2, 2, 2}), 4, 1e-14);
      assertNear("one", dimension.of(new double[] {5, 0, -1e-18}), 1, 1e-14);
      assertThat(dimension.of(new double[] {0, 0})).isNaN();
      assertThat(dimension.of(new double[0])).isNaN();
    }
  }

  @Test
  void scaleAndNothingLeftOut() {
    double[] doubled = Arrays.stream(eigenvalues).map(value -> 2 * value).toArray();
    double spe = new ControlLimits(eigenvalues, 3).spe(0.95);

    assertNear("doubled", new ControlLimits(doubled, 3).spe(0.95), 2 * spe, 1e-12);
    assertThat(new ControlLimits(eigenvalues, 12).spe(0.95)).isNaN();
    assertThat(new ControlLimits(eigenvalues, 12).speBox(0.95)).isNaN();
    assertThatThrownBy(() -> new ControlLimits(eigenvalues, 13))
        .hasMessage("Invalid number of components: expected 0 to 12, found 13");
  }
}
