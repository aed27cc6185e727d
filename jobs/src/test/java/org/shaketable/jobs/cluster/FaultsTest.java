package org.shaketable.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;

/**
 * Trainings that never end, and trainings that need more memory than there is, beside good ones,
 * while slow tasks are started twice, executors die, and another process wants the lake.
 */
@Tag("cluster")
class FaultsTest {
  private static final String YAML =
      """
      sweep: faults
      seed: 3
      replicates: 2
      clean-replicates: 2
      placebo: 0
      evaluations: 10
      time-limit-seconds: 15
      workloads:
        endless:
          task: {data: blobs, train: 100, test: 50}
          learner:
            algorithm: classification
            steps: 1_000_000_000
            batch-size: 64
            network: {hidden: [64], activation: tanh}
        good:
          task: {data: blobs, train: 100, test: 50}
          learner:
            algorithm: classification
            steps: 60
            batch-size: 16
            network: {hidden: [8], activation: tanh}
        huge:
          task: {data: blobs, train: 100, test: 50}
          learner:
            algorithm: classification
            steps: 60
            batch-size: 16
            network: {hidden: [40_000, 40_000], activation: tanh}
      perturbations:
        - family: signal-flip
          magnitudes: [0.4]
      """;

  private static final String METRICS = ".driver.plugin.org.shaketable.jobs.metrics.RunMetrics.";
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir Path directory;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void theyAreFailedRowsAndTheOthersAreThereOnceThoughTasksAreRunTwice() throws Exception {
    try (StandaloneCluster cluster = new StandaloneCluster(directory.resolve("cluster"), 2)) {
      Program driver = cluster.submit(properties(), arguments());
      awaitSecondCopy(cluster, driver);
      cluster.executors().forEach(ProcessHandle::destroyForcibly);
      assertASecondProcessIsRefused(cluster, driver);

      assertThat(driver.exit(LONG)).as(driver.said()).isZero();
      assertThat(driver.said()).contains("To train: 12 runs", "8 failed");
    }
    EventLog events = EventLog.of(directory.resolve("events"));
    assertThat(events.speculative()).as("second copies of slow tasks").isPositive();
    assertThat(events.retried()).as("tasks of the executors that died").isPositive();
    assertRows(Lake.open(TestSession.spark(), lake()));
    assertThat(counter("runs")).isEqualTo(12);
    assertThat(counter("failures")).isEqualTo(8);
    assertThat(counter("far_below_twin")).isBetween(0L, 2L);
  }

  private List<String> properties() throws IOException {
    String sink = "spark.metrics.conf.driver.sink.csv.";
    return List.of(
        "spark.executor.memory=600m",
        "spark.eventLog.enabled=true",
        "spark.eventLog.dir=file://" + Files.createDirectory(directory.resolve("events")),
        sink + "class=org.apache.spark.metrics.sink.CsvSink",
        sink + "directory=" + Files.createDirectory(directory.resolve("metrics")),
        "spark.speculation=true",
        "spark.speculation.interval=100ms",
        "spark.speculation.multiplier=1.1",
        "spark.speculation.quantile=0.3");
  }

  private String[] arguments() throws IOException {
    Path config = Files.writeString(directory.resolve("sweep.yaml"), YAML);
    return new String[] {"sweep", config.toString(), "--lake", lake()};
  }

  private String lake() {
    return directory.resolve("lake").toString();
  }

  /** Until the endless training is at work on both executors. */
  private static void awaitSecondCopy(StandaloneCluster cluster, Program driver)
      throws IOException, InterruptedException {
    Pattern estimate = Pattern.compile("Training one pair of each workload");
    assertThat(driver.await(estimate, LONG)).as(driver::said).isPresent();
    while (atWork(cluster) < 2) {
      assertThat(driver.alive()).as(driver::said).isTrue();
      Thread.sleep(50);
    }
  }

  /** Starts of the first task of the first wave that have not ended. */
  private static long atWork(StandaloneCluster cluster) throws IOException {
    return ExecutorLog.of(cluster.work()).values().stream()
        .flatMap(List::stream)
        .filter(start -> start.task().startsWith("0.") && !start.done())
        .count();
  }

  private void assertASecondProcessIsRefused(StandaloneCluster cluster, Program first)
      throws Exception {
    Program second = cluster.submit(List.of(), arguments());
    assertThat(second.exit(LONG)).as(second.said()).isEqualTo(2);
    assertThat(second.said())
        .containsPattern(
            "(?m)^Cannot write lake %s: process %d on \\S+ \\(since \\S+\\) is writing it; wait until that ends, or give another lake with --lake$"
                .formatted(lake(), first.pid()));
  }

  private static void assertRows(Lake lake) {
    List<String> rows =
        lake
            .read("runs")
            .sort("workload", "replicate", "magnitude")
            .selectExpr("concat_ws(' ', workload, replicate, status, message)")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    String late = "Stopped by its time limit of 15 s";
    String memory = "java.lang.OutOfMemoryError: Java heap space";
    String orphan = "Stopped by the end of its clean twin (%s)";
    assertThat(rows)
        .containsExactly(
            "endless 0 FAILED " + late,
            "endless 0 FAILED " + orphan.formatted(late),
            "endless 1 FAILED " + late,
            "endless 1 FAILED " + orphan.formatted(late),
            "good 0 COMPLETED ",
            "good 0 COMPLETED ",
            "good 1 COMPLETED ",
            "good 1 COMPLETED ",
            "huge 0 FAILED " + memory,
            "huge 0 FAILED " + orphan.formatted(memory),
            "huge 1 FAILED " + memory,
            "huge 1 FAILED " + orphan.formatted(memory));
    assertThat(lake.read("trajectories").select("run_id", "evaluation").count())
        .isEqualTo(lake.read("trajectories").select("run_id", "evaluation").distinct().count())
        .isEqualTo(4 * 11);
  }

  /** The last value of a counter in Spark's files of it. */
  private long counter(String name) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("metrics"))) {
      Path file =
          files
              .filter(path -> path.toString().endsWith(METRICS + name + ".csv"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("No file of counter " + name));
      List<String> lines = Files.readAllLines(file);
      return Long.parseLong(lines.get(lines.size() - 1).split(",", -1)[1]);
    }
  }
}
