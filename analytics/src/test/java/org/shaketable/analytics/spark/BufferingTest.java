package org.shaketable.analytics.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BufferingTest {
  @Test
  void levelsAreOrderedByTheirNoise() {
    assertThat(Buffering.noise("none")).isZero();
    assertThat(Buffering.noise("entropy-coefficient=0.1"))
        .isGreaterThan(Buffering.noise("entropy-coefficient=0.01"));
    assertThat(Buffering.noise("minibatch-size=16"))
        .isGreaterThan(Buffering.noise("minibatch-size=64.0"));
  }
}
