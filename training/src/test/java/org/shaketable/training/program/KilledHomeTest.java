package org.shaketable.training.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.Status;
import org.shaketable.training.run.Twin;

/** Nothing of a program outlives the training that started it, however that ends. */
class KilledHomeTest {
  /** Notes the program's process, a child, one in a session of its own, and where it works. */
  private static final String SCRIPT =
      """
      echo $$ > pids; sleep 601 & echo $! >> pids; setsid sleep 602 & echo $! >> pids
      pwd >> pids; mv pids '%s'; sleep 603
      """;

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;

  /** The training of a program that never says anything, as a process that is killed. */
  public static final class Home {
    private Home() {}

    public static void main(String[] script) {
      train(script[0]);
    }
  }

  private static Run train(String script) {
    Program program =
        new Program(List.of("sh", "-c", script), null, Scripts.STEPS, null, null, null, 300);
    return Twin.alone(Scripts.clean(Scripts.workload(program)));
  }

  @Test
  void killingTheJvmEndsItsProgramsAndLeavesNothingOnTheDisk() throws Exception {
    Path noted = directory.resolve("noted");
    Process home =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Home.class.getName(),
                SCRIPT.formatted(noted))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("said").toFile())
            .start();
    await("the program's start", () -> Files.exists(noted) || !home.isAlive());
    assertThat(home.isAlive()).as(Files.readString(directory.resolve("said"))).isTrue();
    home.destroyForcibly().waitFor();
    assertGone(noted);
  }

  @Test
  void endingATaskEndsItsProgram() throws Exception {
    Path noted = directory.resolve("noted");
    AtomicReference<Run> run = new AtomicReference<>();
    Thread task = new Thread(() -> run.set(train(SCRIPT.formatted(noted))));
    task.start();
    await("the program's start", () -> Files.exists(noted));
    task.interrupt();
    task.join();
    assertThat(run.get().status()).isEqualTo(Status.FAILED);
    assertThat(run.get().message()).contains("the training's thread was interrupted");
    assertGone(noted);
  }

  private static void assertGone(Path noted) throws Exception {
    List<String> lines = Files.readAllLines(noted);
    assertThat(lines).hasSize(4);
    for (String pid : lines.subList(0, 3)) {
      await("the end of process " + pid, () -> !lives(pid));
    }
    Path place = Path.of(lines.get(3)).getParent();
    await("the end of " + place, () -> Files.notExists(place));
    Path arena = Path.of("/dev/shm", place.getFileName().toString());
    await("the end of " + arena, () -> Files.notExists(arena));
  }

  /** A process that has ended and that nobody has asked about is none. */
  private static boolean lives(String pid) {
    try {
      return !Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
    } catch (IOException e) {
      return false;
    }
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("Waited for " + what).isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
