package org.shaketable.analytics.stats.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CholeskyTest {
  @Test
  void solvesByHand() {
    Cholesky factor = Cholesky.of(new double[][] {{4, 2}, {2, 5}});

    assertThat(factor.solve(new double[] {8, 12})).containsExactly(1, 2);
    assertThat(factor.inverse()).isDeepEqualTo(new double[][] {{0.3125, -0.125}, {-0.125, 0.25}});
    assertThat(factor.positiveDefinite()).isTrue();
  }

  @Test
  void aSingularMatrixHasNoSolution() {
    Cholesky factor = Cholesky.of(new double[][] {{1, 1}, {1, 1}});

    assertThat(factor.positiveDefinite()).isFalse();
    assertThat(factor.solve(new double[] {1, 1})).containsOnly(Double.NaN);
  }
}
