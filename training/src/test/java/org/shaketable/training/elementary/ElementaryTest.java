package org.shaketable.training.elementary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shaketable.random.RandomStream;

class ElementaryTest {
  private final RandomStream random = RandomStream.of(1, "elementary", 0);

  @Test
  void sineAndCosineMatchStrictMath() {
    for (int i = 0; i < 200_000; i++) {
      double x = random.nextDouble(-1, 1) * (i % 2 == 0 ? 1 : i % 3 == 0 ? 30 : 99_000);
      assertThat(Trigonometry.sin(x)).isCloseTo(StrictMath.sin(x), within(3e-16));
      assertThat(Trigonometry.cos(x)).isCloseTo(StrictMath.cos(x), within(3e-16));
    }
  }

  @Test
  void exponentialAndLogarithmMatchStrictMath() {
    for (int i = 0; i < 200_000; i++) {
      double x = random.nextDouble(-1, 1) * (i % 2 == 0 ? 1 : 700);
      double exp = StrictMath.exp(x);
      assertThat(Exponential.exp(x)).isCloseTo(exp, within(1e-15 * exp));
      double log = StrictMath.log(exp);
      assertThat(Exponential.log(exp))
          .isCloseTo(log, within(1e-15 * Math.max(Math.abs(log), 1e-3)));
    }
  }

  @Test
  void edgesAreThoseOfTheJavadoc() {
    assertThat(Exponential.exp(0)).isEqualTo(1);
    assertThat(Exponential.exp(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Exponential.exp(-1000)).isZero();
    assertThat(Exponential.exp(710)).isInfinite();
    assertThat(Exponential.exp(Double.NaN)).isNaN();
    assertThat(Exponential.log(1)).isZero();
    assertThat(Exponential.log(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Exponential.log(-1)).isNaN();
    assertThat(Exponential.log(Double.NaN)).isNaN();
    assertThat(Exponential.log(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Trigonometry.sin(Double.NaN)).isNaN();
    assertThat(Trigonometry.cos(Double.POSITIVE_INFINITY)).isNaN();
    assertThat(Trigonometry.cos(0)).isEqualTo(1);
    assertThat(Trigonometry.sin(1e9)).isEqualTo(StrictMath.sin(1e9));
  }
}
