package org.shaketable.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StreamsTest {

  @Test
  void streamsAreThoseOfSeedNameAndEventWhateverTheStep() {
    NamedStream stream = Streams.of(7).named("data");
    assertThat(stream.key(0, 3)).isEqualTo(RandomStream.key(7, "data", 3));
    assertThat(stream.key(1_000_000, 3)).isEqualTo(RandomStream.key(7, "data", 3));
    assertThat(stream.at(3).nextLong()).isEqualTo(RandomStream.of(7, "data", 3).nextLong());
    assertThat(stream.at(5, 3).nextLong()).isEqualTo(RandomStream.of(7, "data", 3).nextLong());
  }

  @Test
  void fromAStepOnTheyAreKeyedByASeedThatFollowsFromTheNameGiven() {
    Streams parting = Streams.of(7).anewFrom(10, "placebo");
    NamedStream stream = parting.named("data");
    assertThat(stream.key(-1, 3)).isEqualTo(RandomStream.key(7, "data", 3));
    assertThat(stream.key(9, 3)).isEqualTo(RandomStream.key(7, "data", 3));
    long seed = RandomStream.key(7, "placebo", 0);
    assertThat(stream.key(10, 3)).isEqualTo(RandomStream.key(seed, "data", 3));
    assertThat(Streams.of(7).anewFrom(10, "other").named("data").key(10, 3))
        .isNotEqualTo(stream.key(10, 3));
    assertThat(parting.seed()).isEqualTo(7);
  }

  @Test
  void aStepBeforeTheFirstIsRefused() {
    assertThatThrownBy(() -> Streams.of(7).anewFrom(-1, "placebo"))
        .hasMessage("Invalid step: expected 0 or more for the first that is keyed anew, found -1");
  }
}
