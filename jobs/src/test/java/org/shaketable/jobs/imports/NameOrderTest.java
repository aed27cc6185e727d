package org.shaketable.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NameOrderTest {
  @Test
  void numbersInNamesAreOrderedByTheirSize() {
    assertThat(
            Stream.of("c-1000/a", "c-200/a", "b-3", "c-200", "c-007", "c-7", "c", "12", "2")
                .sorted(NameOrder.BY_NUMBERS))
        .containsExactly("2", "12", "b-3", "c", "c-007", "c-7", "c-200", "c-200/a", "c-1000/a");
  }
}
