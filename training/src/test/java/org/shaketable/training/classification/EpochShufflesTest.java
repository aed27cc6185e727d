package org.shaketable.training.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochShufflesTest {

  @Test
  void everyEpochVisitsEverySampleOnce() {
    int[] indices = new int[30];
    new EpochShuffles(5, 10).samples(0, indices, 30);
    int[] all = IntStream.range(0, 10).toArray();
    for (int epoch = 0; epoch < 3; epoch++) {
      int[] visited = Arrays.copyOfRange(indices, 10 * epoch, 10 * epoch + 10);
      assertThat(visited).isNotEqualTo(all);
      Arrays.sort(visited);
      assertThat(visited).isEqualTo(all);
    }
    assertThat(Arrays.copyOfRange(indices, 0, 10))
        .isNotEqualTo(Arrays.copyOfRange(indices, 10, 20));
  }

  @Test
  void aPositionDoesNotDependOnWhatWasReadBefore() {
    int[] all = new int[40];
    new EpochShuffles(5, 10).samples(0, all, 40);
    EpochShuffles shuffles = new EpochShuffles(5, 10);
    int[] some = new int[12];
    for (int first : new int[] {25, 3, 28, 0}) {
      shuffles.samples(first, some, 12);
      assertThat(some).isEqualTo(Arrays.copyOfRange(all, first, first + 12));
    }
  }
}
