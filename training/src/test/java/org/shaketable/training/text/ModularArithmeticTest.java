package org.shaketable.training.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.training.text.ModularArithmetic.Operation;

class ModularArithmeticTest {

  @ParameterizedTest
  @EnumSource
  void every_equation_is_right_and_stands_in_one_part(Operation operation) {
    ModularArithmetic task = new ModularArithmetic(7, operation, 0.4, 5L);
    TokenData data = task.read(task.alphabet(), 4);
    assertThat(data.train().count()).isEqualTo(20);
    boolean[] seen = new boolean[49];
    check(data.train(), operation, seen);
    check(data.validation(), operation, seen);
    assertThat(seen).doesNotContain(false);
  }

  private static void check(Windows windows, Operation operation, boolean[] seen) {
    int[] tokens = new int[4];
    int[] targets = new int[4];
    for (int i = 0; i < windows.count(); i++) {
      windows.read(i, tokens, targets, 0);
      assertThat(targets).startsWith(-1, -1, -1);
      assertThat(targets[3]).isEqualTo(operation.apply(tokens[0], tokens[2], 7));
      assertThat(seen[tokens[0] * 7 + tokens[2]]).isFalse();
      seen[tokens[0] * 7 + tokens[2]] = true;
    }
  }

  @Test
  void subtraction_stays_in_range() {
    assertThat(Operation.SUBTRACTION.apply(2, 5, 7)).isEqualTo(4);
  }

  @Test
  void a_context_shorter_than_an_equation_is_refused() {
    ModularArithmetic task = new ModularArithmetic(null, null, null, null);
    assertThatThrownBy(() -> task.read(task.alphabet(), 3))
        .hasMessage("Invalid context: expected at least 4 for modular-addition, found 3");
  }
}
