package org.shaketable.analytics.stats.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SensitivityTest {
  private static final double NAN = Double.NaN;

  @Test
  void learningRateSensitivityByHand() {
    // Capped at 8: 3, 2, 8, 8; the smallest is 2.
    double sensitivity = LearningRateSensitivity.of(new double[] {3, 2, 11, NAN}, 8);

    assertThat(sensitivity).isEqualTo((1 + 0 + 6 + 6) / 4.0);
    assertThat(LearningRateSensitivity.of(new double[] {1 / 0.0, 11, 2, 3}, 8))
        .isEqualTo(sensitivity);
  }

  @Test
  void learningRateSensitivityFollowsScaleAndNotShift() {
    double plain = LearningRateSensitivity.of(new double[] {3, 2, 11}, 8);

    assertThat(LearningRateSensitivity.of(new double[] {13, 12, 21}, 18)).isEqualTo(plain);
    assertThat(LearningRateSensitivity.of(new double[] {6, 4, 22}, 16)).isEqualTo(2 * plain);
    assertThat(LearningRateSensitivity.of(new double[0], 8)).isNaN();
    assertThat(LearningRateSensitivity.of(new double[] {4}, 8)).isZero();
  }

  @Test
  void theBarrierIsTheRiseAboveTheLine() {
    assertThat(PathBarrier.of(new double[] {1, 4, 3, 4})).isEqualTo(2);
    assertThat(PathBarrier.of(new double[] {4, 3, 4, 1})).isEqualTo(2);
    assertThat(PathBarrier.of(new double[] {1, 1.5, 2})).isZero();
    assertThat(PathBarrier.of(new double[] {3, 1, 2})).isZero();
    // Adding 10 + i to the losses.
    assertThat(PathBarrier.of(new double[] {11, 15, 15, 17})).isCloseTo(2, within(1e-14));
  }

  @Test
  void aBarrierNeedsFiniteEnds() {
    assertThat(PathBarrier.of(new double[] {1})).isNaN();
    assertThat(PathBarrier.of(new double[] {NAN, 1, 2})).isNaN();
    assertThat(PathBarrier.of(new double[] {1, NAN, 2})).isInfinite();
  }

  @Test
  void theWeakestDefinitionDecides() {
    Map<String, double[]> rates = new LinkedHashMap<>();
    rates.put("same", new double[] {0, 2, 4, 6});
    rates.put("one swap", new double[] {0, 4, 2, 6});
    rates.put("constant", new double[] {1, 1, 1, 1});

    RankAgreement agreement = RankAgreement.of(new double[] {0.1, 0.2, 0.3, 0.4}, rates);

    assertThat(agreement.taus().get("same")).isEqualTo(1);
    assertThat(agreement.taus().get("constant")).isNaN();
    assertThat(agreement.weakest().orElseThrow().getKey()).isEqualTo("one swap");
    assertThat(agreement.weakest().orElseThrow().getValue()).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(agreement.holds(RankAgreement.THRESHOLD)).isFalse();
    assertThat(agreement.holds(0.6)).isTrue();
    assertThat(RankAgreement.of(new double[0], Map.of()).holds(0)).isFalse();
  }
}
