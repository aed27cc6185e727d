package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EarlyWarningTest {
  private static double[] scores(EarlyWarning.Signal signal, double[] performance) {
    return new EarlyWarning(signal).scores(PlainRuns.of("run", performance));
  }

  private static double[] alternating() {
    double[] values = new double[20];
    Arrays.setAll(values, i -> 1 - 2 * (i % 2));
    return values;
  }

  /** The slope is -10 / 665, so the squares beside the line sum to 20 - 100 / 665. */
  @Test
  void theVarianceIsThatBesideTheLineOfTwentyEvaluations() {
    double[] scores = scores(EarlyWarning.Signal.VARIANCE, alternating());

    assertThat(Arrays.copyOf(scores, 19)).containsOnly(Double.NaN);
    assertThat(scores[19]).isCloseTo((20 - 100.0 / 665) / 19, within(1e-12));
  }

  @Test
  void aStraightRiseHasNoVarianceBesideItsLine() {
    double[] rise = new double[20];
    Arrays.setAll(rise, i -> 3 + 0.5 * i);

    assertThat(scores(EarlyWarning.Signal.VARIANCE, rise)[19]).isZero();
    assertThat(scores(EarlyWarning.Signal.AUTOCORRELATION, rise)[19]).isNaN();
  }

  @Test
  void turnsAtEveryEvaluationAreAutocorrelatedTheWrongWayAndALongWaveTheRightWay() {
    double[] wave = new double[20];
    Arrays.setAll(wave, i -> Math.sin(2 * Math.PI * i / 20));

    assertThat(scores(EarlyWarning.Signal.AUTOCORRELATION, alternating())[19]).isLessThan(-0.98);
    assertThat(scores(EarlyWarning.Signal.AUTOCORRELATION, wave)[19]).isGreaterThan(0.7);
  }

  @Test
  void skewnessCountsEitherWay() {
    double[] spike = new double[20];
    spike[9] = 1;
    double[] turned = Arrays.stream(spike).map(value -> -value).toArray();

    double score = scores(EarlyWarning.Signal.SKEWNESS, spike)[19];

    assertThat(score).isGreaterThan(4);
    assertThat(scores(EarlyWarning.Signal.SKEWNESS, turned)[19]).isCloseTo(score, within(1e-12));
  }
}
