package org.shaketable.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteppedClockTest {
  @Test
  void aProcessSeesItsClockForwardByAnHourAndBack(@TempDir Path directory) throws Exception {
    SteppedClock clock = new SteppedClock(directory);
    assumeTrue(clock.steps(), "no C compiler is installed");

    assertThat(ahead(clock)).isBetween(-5L, 60L);
    clock.step();
    assertThat(ahead(clock)).isBetween(3595L, 3660L);
    clock.step();
    assertThat(ahead(clock)).isBetween(-5L, 60L);
  }

  /** Seconds that another JVM's clock is ahead of this one's. */
  private static long ahead(SteppedClock clock) throws Exception {
    long before = Instant.now().getEpochSecond();
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Now.class.getName());
    java.environment().putAll(clock.environment());
    Process process = java.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes()).strip();
    return Long.parseLong(said) - before;
  }

  /** Prints the time. */
  static final class Now {
    private Now() {}

    public static void main(String[] arguments) {
      System.out.println(Instant.now().getEpochSecond());
    }
  }
}
