package org.shaketable.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuietStartTest {
  @Test
  void whatIsBegunPrintsNothingAndOthersGoOn() {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream seen = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setErr(seen);
    try {
      QuietStart.of(
          () -> {
            new IllegalStateException("of the backend").printStackTrace();
            Thread other = new Thread(() -> System.err.println("of another"));
            other.start();
            try {
              other.join();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      assertThat(System.err).isSameAs(seen);
      System.err.println("afterwards");
    } finally {
      System.setErr(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("of another", "afterwards");
  }
}
