package org.shaketable.analytics.stats.metastate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ParallelAnalysisTest {

  @Test
  void independentColumnsKeepNoComponent() {
    double[] thresholds = ParallelAnalysis.thresholds(500, new double[] {1, 1, 1}, 100, 95, 3);
    assertThat(ParallelAnalysis.components(new double[] {1, 1, 1}, thresholds)).isZero();
  }

  @Test
  void eachDrawKeepsTheVariances() {
    double[] median = ParallelAnalysis.thresholds(200, new double[] {4, 1}, 101, 50, 3);
    assertThat(Arrays.stream(median).sum()).isCloseTo(5, within(0.01));
  }

  @Test
  void theSmallestSampleThatWorksIsOneRowMoreThanColumns() {
    assertThat(ParallelAnalysis.thresholds(3, new double[] {1, 1}, 20, 95, 3)).hasSize(2);
    assertThatThrownBy(() -> ParallelAnalysis.thresholds(2, new double[] {1, 1}, 20, 95, 3))
        .hasMessage("Invalid rows: expected more than 2 features, found 2");
  }

  @Test
  void countingStopsAtTheFirstThatIsNotAbove() {
    assertThat(ParallelAnalysis.components(new double[] {3, 1, 2}, new double[] {2, 1, 1}))
        .isEqualTo(1);
  }

  @Test
  void aDiagonalMatrixIsItsOwnDecompositionInDescendingOrder() {
    Components components = Components.of(new double[][] {{1, 0}, {0, 3}});
    assertThat(components.eigenvalues()).containsExactly(3, 1);
    assertThat(components.vector(0)).containsExactly(0, 1);
    assertThat(components.explained()).containsExactly(0.75, 0.25);
    assertThat(Components.of(new double[0][0]).eigenvalues()).isEmpty();
  }
}
