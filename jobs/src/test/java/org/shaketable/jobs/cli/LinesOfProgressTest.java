package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LinesOfProgressTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void everyTwoSecondsItIsSaidHowFarAPlanIs() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    // Near the clock's end, where it goes on from its least number.
    AtomicLong clock = new AtomicLong(Long.MAX_VALUE - SECOND);
    LinesOfProgress progress =
        new LinesOfProgress(
            1_000_000, new PrintStream(said, true, StandardCharsets.UTF_8), clock::get);

    for (long done = 1; done <= 50; done++) {
      progress.accept(done * 20_000);
      clock.addAndGet(SECOND / 10);
    }

    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "Planned 420,000 of 1,000,000 runs.", "Planned 820,000 of 1,000,000 runs.");
  }
}
