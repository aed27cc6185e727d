package org.shaketable.analytics.stats.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CurveTest {
  @Test
  void allTrailingMeansAreThoseOfEachEvaluationToTheBit() {
    SplittableRandom random = new SplittableRandom(5);
    for (int length : new int[] {0, 1, 4, 60}) {
      double[] performance = random.doubles(length, -1e3, 1e3).toArray();
      if (length == 60) {
        performance[20] = Double.NaN;
        performance[40] = Double.NEGATIVE_INFINITY;
        performance[50] = -0.0;
      }
      Curve curve = Curve.of(new long[length], performance, performance);

      for (int window : new int[] {1, 5, 9, 100}) {
        double[] oneByOne = new double[length];
        Arrays.setAll(oneByOne, i -> curve.smoothed(i, window));
        assertThat(curve.smoothed(window)).isEqualTo(oneByOne);
      }
    }
  }
}
