package org.shaketable.jobs.imports.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  @Test
  void numbersOfSeventeenDigitsKeepEveryBit() {
    assertThat(Numbers.parse("0.30000000000000004")).hasValue(0.1 + 0.2);
    assertThat(Numbers.parse("-1.7976931348623157e+308")).hasValue(-Double.MAX_VALUE);
    assertThat(Numbers.parse(" 5e-324 ")).hasValue(Double.MIN_VALUE);
  }

  @Test
  void wordsOfPythonCAndJavaAreWhatTheySay() {
    assertThat(Numbers.parse("nan").getAsDouble()).isNaN();
    assertThat(Numbers.parse("NaN").getAsDouble()).isNaN();
    assertThat(Numbers.parse("inf")).hasValue(Double.POSITIVE_INFINITY);
    assertThat(Numbers.parse("-Infinity")).hasValue(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1d", "1.0f", "0x1p3", "1,000", "True", "1.2.3", "e"})
  void whatIsNoNumberIsNone(String text) {
    assertThat(Numbers.parse(text)).isEmpty();
  }

  @Test
  void stepsAreWholeAndNotNegative() {
    assertThat(Numbers.step(1e3)).hasValue(1000);
    assertThat(Numbers.step(0.5)).isEmpty();
    assertThat(Numbers.step(-1)).isEmpty();
    assertThat(Numbers.step(Double.NaN)).isEmpty();
    assertThat(Numbers.step(1e300)).isEmpty();
  }
}
