package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RandomAlarmTest {
  private final RandomAlarm detector = new RandomAlarm();

  @Test
  void theScoresFollowFromTheRunsNameAloneAndAreUniform() {
    double[] scores = detector.scores(PlainRuns.of("a", new double[10_000]));
    double[] others = new double[10_000];
    Arrays.fill(others, 7);

    assertThat(detector.scores(PlainRuns.of("a", others))).containsExactly(scores);
    assertThat(detector.scores(PlainRuns.of("b", others))[0]).isNotEqualTo(scores[0]);
    assertThat(Arrays.stream(scores)).allMatch(score -> score >= 0 && score < 1);
    // Four standard errors of the mean, sqrt(1 / 12 / 10,000), and of the share below a quarter.
    assertThat(Arrays.stream(scores).average().orElseThrow()).isCloseTo(0.5, within(0.0116));
    assertThat(Arrays.stream(scores).filter(score -> score < 0.25).count() / 1e4)
        .isCloseTo(0.25, within(0.0174));
  }
}
