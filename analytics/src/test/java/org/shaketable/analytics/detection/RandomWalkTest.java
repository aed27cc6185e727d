package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomWalkTest {
  private final RandomWalk detector = new RandomWalk();

  @Test
  void theScoresFollowFromTheRunsNameAlone() {
    double[] others = new double[30];
    Arrays.fill(others, 7);

    assertThat(detector.scores(PlainRuns.of("a", others)))
        .containsExactly(detector.scores(PlainRuns.of("a", new double[30])));
    assertThat(detector.scores(PlainRuns.of("b", others))[0])
        .isNotEqualTo(detector.scores(PlainRuns.of("a", others))[0]);
  }

  /** After n steps the square is n on average, with variance 2 n^2: four standard errors. */
  @Test
  void theDistanceFromTheStartGrowsAsTheRootOfTheSteps() {
    int runs = 2000;
    double[][] walks =
        IntStream.range(0, runs)
            .mapToObj(i -> detector.scores(PlainRuns.of("run-" + i, new double[25])))
            .toArray(double[][]::new);

    for (int n : new int[] {1, 9, 25}) {
      double square =
          Arrays.stream(walks)
              .mapToDouble(walk -> walk[n - 1] * walk[n - 1])
              .average()
              .orElseThrow();
      assertThat(square / n).isCloseTo(1, within(4 * Math.sqrt(2.0 / runs)));
    }
    assertThat(Arrays.stream(walks).flatMapToDouble(Arrays::stream)).allMatch(value -> value >= 0);
  }
}
