package org.shaketable.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalTest {
  @Test
  void theMessageIsASentenceOfTheData() {
    Exception cause = new IllegalStateException("deeper");

    Refusal refusal = new Refusal("gamma", "expected 50% at most, found 60%", cause);

    assertThat(refusal)
        .hasMessage("Invalid gamma: expected 50% at most, found 60%")
        .hasCause(cause);
    assertThat(refusal.subject()).isEqualTo("gamma");
    assertThat(refusal.reason()).isEqualTo("expected 50% at most, found 60%");
  }
}
