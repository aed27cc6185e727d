package org.shaketable.analytics.stats.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RanksTest {
  @Test
  void equalValuesShareTheMeanOfTheirRanks() {
    assertThat(Ranks.of(new double[] {0.0, 5, -0.0, 7})).containsExactly(1.5, 3, 1.5, 4);
    assertThat(Ranks.tieSizes(new double[] {2, 1, 2})).containsExactly(1, 2);
    assertThat(Ranks.of(new double[] {})).isEmpty();
  }

  @Test
  void anIncreasingMapChangesNoRank() {
    double[] values = {0.3, 0.9, 1.4, 0.2, 0.9};

    assertThat(Ranks.of(Arrays.stream(values).map(Math::exp).toArray()))
        .isEqualTo(Ranks.of(values));
  }

  @Test
  void withoutOneTheOthersMoveUpAsIfItHadNeverBeen() {
    double[] values = {0.3, 0.9, 1.4, -0.2, 0.9, 0.9, 1.4};
    double[] ranks = Ranks.of(values);

    for (int left = 0; left < values.length; left++) {
      int without = left;
      double[] rest =
          IntStream.range(0, values.length)
              .filter(i -> i != without)
              .mapToDouble(i -> values[i])
              .toArray();
      assertThat(Ranks.without(ranks, left)).isEqualTo(Ranks.of(rest));
    }
  }

  @Test
  void whatIsNoNumberHasNoRank() {
    assertThatThrownBy(() -> Ranks.of(new double[] {1, Double.NaN}))
        .hasMessage("Invalid values: expected numbers to rank, found NaN");
  }
}
