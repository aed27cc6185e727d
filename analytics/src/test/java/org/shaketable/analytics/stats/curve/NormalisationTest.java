package org.shaketable.analytics.stats.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NormalisationTest {
  private static Curve curve(double... performance) {
    long[] steps = new long[performance.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = i;
    }
    return Curve.of(steps, performance, new double[performance.length]);
  }

  private final List<Curve> clean = List.of(curve(1, 4, 9), curve(3, 5, 11), curve(2, 6, 10));

  @Test
  void zeroIsUntrainedAndOneTheMedianFinalPerformance() {
    Normalisation scale = Normalisation.of(clean);

    assertThat(scale).isEqualTo(Normalisation.higher(2, 10));
    assertThat(scale.normalise(curve(2, 6, 14)).performances()).containsExactly(0, 0.5, 1.5);
    assertThat(scale.normalise(Double.NaN)).isNaN();
  }

  @Test
  void cleanRunsThatDivergedHaveNoFinalPerformance() {
    List<Curve> more = List.of(clean.get(0), clean.get(1), curve(2, 100).divergedAt(1));

    assertThat(Normalisation.of(more)).isEqualTo(Normalisation.higher(2, 10));
  }

  @Test
  void withoutLearningTheScaleIsNotDefined() {
    assertThat(Normalisation.of(List.of()).defined()).isFalse();
    assertThat(Normalisation.of(List.of(curve(1, 1))).defined()).isFalse();
    assertThat(Normalisation.higher(0, 1 / 0.0).normalise(1)).isNaN();
  }

  @Test
  void aCurveKnowsItsEnd() {
    Curve run = curve(1, 2, 6);

    assertThat(run.finalPerformance()).isEqualTo(6);
    assertThat(
            curve(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 5).finalPerformance())
        .as("two of twenty after the one before training")
        .isEqualTo(4);
    assertThat(run.divergedAt(9).finalPerformance()).isNaN();
    assertThat(curve().finalPerformance()).isNaN();
    assertThat(run.smoothed(2, 2)).isEqualTo(4);
    assertThat(run.smoothed(0, 5)).isEqualTo(1);
    assertThat(run.smoothed(3, 2)).isNaN();
    assertThat(run.loss(3)).isNaN();
    assertThat(run.steps()).containsExactly(0, 1, 2);
    assertThat(run.losses()).containsExactly(0, 0, 0);
  }

  @Test
  void aMalformedCurveIsRefused() {
    assertThatThrownBy(() -> Curve.of(new long[2], new double[1], new double[2]))
        .hasMessage(
            "Invalid curve: expected as many steps as performances and losses, found 2, 1 and 2");
    assertThatThrownBy(() -> Curve.of(new long[] {1, 0}, new double[2], new double[2]))
        .hasMessage("Invalid curve: expected ascending steps, found 1 before 0");
  }
}
