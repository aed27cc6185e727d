package org.shaketable.training.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shaketable.random.Streams;

class EpochShufflesTest {

  @Test
  void everyEpochVisitsEverySampleOnce() {
    int[] indices = new int[30];
    shuffles(Streams.of(5), 4).samples(0, indices, 30);
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
    shuffles(Streams.of(5), 4).samples(0, all, 40);
    EpochShuffles shuffles = shuffles(Streams.of(5), 4);
    int[] some = new int[12];
    for (int first : new int[] {25, 3, 28, 0}) {
      shuffles.samples(first, some, 12);
      assertThat(some).isEqualTo(Arrays.copyOfRange(all, first, first + 12));
    }
  }

  @Test
  void whatIsLeftOfAnEpochIsShuffledAnewFromTheStepOnThatKeysItAnew() {
    int[] plain = new int[50];
    shuffles(Streams.of(5), 4).samples(0, plain, 50);
    int[] anew = new int[50];
    // Step 6 begins at position 24, in the third epoch.
    shuffles(Streams.of(5).anewFrom(6, "anew"), 4).samples(0, anew, 50);
    assertThat(Arrays.copyOf(anew, 24)).isEqualTo(Arrays.copyOf(plain, 24));
    assertThat(Arrays.copyOfRange(anew, 24, 30)).isNotEqualTo(Arrays.copyOfRange(plain, 24, 30));
    assertThat(Arrays.copyOfRange(anew, 30, 50)).isNotEqualTo(Arrays.copyOfRange(plain, 30, 50));
    for (int epoch = 0; epoch < 5; epoch++) {
      int[] visited = Arrays.copyOfRange(anew, 10 * epoch, 10 * epoch + 10);
      Arrays.sort(visited);
      assertThat(visited).isEqualTo(IntStream.range(0, 10).toArray());
    }
  }

  @Test
  void anEpochThatBeginsWithThatStepIsAnewThroughout() {
    int[] anew = new int[20];
    // Step 2 begins at position 10, the first of the second epoch.
    shuffles(Streams.of(5).anewFrom(2, "anew"), 5).samples(0, anew, 20);
    int[] other = new int[20];
    shuffles(Streams.of(5).anewFrom(0, "anew"), 5).samples(0, other, 20);
    assertThat(Arrays.copyOfRange(anew, 10, 20)).isEqualTo(Arrays.copyOfRange(other, 10, 20));
  }

  private static EpochShuffles shuffles(Streams streams, int perStep) {
    return new EpochShuffles(streams.named("classification/shuffle"), 10, perStep);
  }
}
