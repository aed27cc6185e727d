package org.shaketable.analytics.stats.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StackedScoreTest {
  private static StackedScore rows(double... rows) {
    StackedScore score = new StackedScore(3);
    for (int i = 0; i < rows.length; i += 4) {
      score.add(new double[] {rows[i], rows[i + 1], rows[i + 2]}, rows[i + 3]);
    }
    return score;
  }

  @Test
  void theWeightsAreThoseOfARidgeRegressionByHand() {
    StackedScore score = rows(1, 0, 9, 1, -1, 2, 9, 0, 0, -2, 9, -1);
    // S = [[2, -2], [-2, 8]], r = 0.02 * 5 + 1 = 1.1, d = [1, 2].
    double determinant = 3.1 * 9.1 - 4;

    double[] weights = score.weights(0, 1);

    assertThat(weights[0]).isCloseTo((9.1 + 4) / determinant, within(1e-12));
    assertThat(weights[1]).isCloseTo((3.1 * 2 + 2) / determinant, within(1e-12));
    assertThat(score.weights(1, 0)[0]).isCloseTo(weights[1], within(1e-12));
  }

  @Test
  void partsAddUpAndNoRowsHaveNoWeight() {
    StackedScore whole = rows(1, 0, 9, 1, -1, 2, 9, 0);

    assertThat(rows(1, 0, 9, 1).plus(rows(-1, 2, 9, 0)).weights(0, 2))
        .containsExactly(whole.weights(0, 2));
    assertThat(new StackedScore(3).weights(0, 1, 2)).containsOnly(0);
  }
}
