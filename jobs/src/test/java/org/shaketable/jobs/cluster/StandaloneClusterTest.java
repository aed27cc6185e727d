package org.shaketable.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.SmallSweep;
import org.shaketable.jobs.sweep.SweepPlan;

/**
 * The lines of jobs/CLUSTER.md's section "On a cluster", as they stand there but for the port: a
 * master, two workers, their executors and the driver, each a JVM of its own.
 */
@Tag("submitted")
class StandaloneClusterTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String PORT = "7077";
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
  private static final String END_WITH_ALL = "trap 'kill $(jobs -p) || true; wait || true' EXIT\n";

  @TempDir Path directory;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void theLinesOfTheReadmeGiveTheSameBitsAsOneProcess() throws Exception {
    String lines = block("On a cluster");
    assertThat(lines).contains(PORT);

    String said = bash(lines.replace(PORT, Integer.toString(freePort())));

    assertThat(said)
        .contains("To train: 300 runs; the lake has 0 of 300.", "300 / 300 runs")
        .doesNotContain("INFO DAGScheduler");
    assertThat(ExecutorLog.of(directory.resolve("work")).values())
        .as("starts of tasks on each of the two executors")
        .hasSize(2)
        .allSatisfy(starts -> assertThat(starts).anyMatch(start -> !start.runs().isEmpty()));
    assertThat(Digests.of(Lake.open(TestSession.spark(), directory.resolve("lake").toString())))
        .hasSize(300)
        .isEqualTo(Digests.of(local()));
  }

  private Lake local() {
    SweepPlan plan = SweepPlan.of(SweepConfig.read(ROOT.resolve("conf/check.yaml")));
    Lake lake = Lake.create(TestSession.spark(), directory.resolve("local").toString());
    SmallSweep.train(TestSession.spark(), lake, plan);
    return lake;
  }

  /** Runs lines in a directory that looks like the checkout, where they make their lake. */
  private String bash(String lines) throws IOException, InterruptedException {
    for (String name : List.of("conf", "jobs")) {
      Files.createSymbolicLink(directory.resolve(name), ROOT.resolve(name));
    }
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", END_WITH_ALL + lines)
            .directory(directory.toFile());
    bash.environment().put("SPARK_WORKER_DIR", directory.resolve("work").toString());
    // Master, workers and driver train nothing and end soon: they do with the first compiler.
    bash.environment().put("SPARK_DAEMON_MEMORY", "256m");
    bash.environment().put("SPARK_DAEMON_JAVA_OPTS", SHORT_LIVED);
    bash.environment().put("SPARK_SUBMIT_OPTS", SHORT_LIVED);
    try (Program program = new Program(bash)) {
      assertThat(program.exit(Duration.ofMinutes(8))).as(program.said()).isZero();
      return program.said();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The first block of commands below a heading of jobs/CLUSTER.md. */
  private static String block(String heading) throws IOException {
    Matcher block =
        Pattern.compile(
                "^## " + heading + "\n.*?^```bash\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve("jobs/CLUSTER.md")));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }
}
