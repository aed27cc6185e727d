package org.shaketable.analytics.packing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairsTest {
  /** Few evaluations are one task's, many as many as are done at a time, very many more. */
  @ParameterizedTest
  @CsvSource({
    "0, 8, 1",
    "9999, 8, 1",
    "10000, 8, 2",
    "75000, 8, 8",
    "3999999, 8, 8",
    "4000000, 8, 9",
    "400000, 1, 1",
    "100000000000, 8, 10000"
  })
  void tasksAreAsManyAsTheEvaluationsAskFor(long evaluations, int atATime, int tasks) {
    assertThat(Pairs.tasks(evaluations, atATime)).isEqualTo(tasks);
  }
}
