package org.shaketable.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.SmallDisk;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.SmallSweep;

/**
 * A sweep on a cluster whose processes are killed with -9 at random moments, in a lake whose disk
 * is full for a while.
 */
@Tag("cluster")
class ChaosTest {
  private static final int WORKERS = 2;
  private static final int RUNS_PER_REPLICATE = 4;
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Pattern STARTS = Pattern.compile("^Sweep small: ");
  private static final int LATEST_START_MILLIS = 15_000;
  private static final int MOST_TRAINED = 12;
  private static final String FULL = "Cannot write: No space left on device where lake %s, ";

  /**
   * What happens to a sweep.
   *
   * @see #cutShort
   */
  private enum Blow {
    EXECUTOR(1),
    WORKER(1),
    DRIVER(WORKERS),
    FULL_DISK(WORKERS * 4);

    /**
     * Starts of tasks that it may cut short; Spark tries each four times while the disk is full.
     */
    private final int cutShort;

    Blow(int cutShort) {
      this.cutShort = cutShort;
    }
  }

  private static final List<Blow> BLOWS =
      List.of(
          Blow.EXECUTOR,
          Blow.EXECUTOR,
          Blow.EXECUTOR,
          Blow.WORKER,
          Blow.WORKER,
          Blow.DRIVER,
          Blow.DRIVER,
          Blow.DRIVER,
          Blow.FULL_DISK);

  @TempDir Path directory;
  private final Random random = new Random(Long.getLong("shaketable.chaos.seed", 7));
  private StandaloneCluster cluster;
  private SmallDisk disk;
  private int replicates = 40;
  private int starts;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void whateverIsKilledEveryRunIsThereOnceWithTheSameBits() throws Exception {
    try (SmallDisk small = SmallDisk.at(directory.resolve("disk"));
        StandaloneCluster two = new StandaloneCluster(directory.resolve("cluster"), WORKERS)) {
      disk = small;
      cluster = two;
      List<Blow> blows = blows();
      sweepUnder(blows);
      assertUndisturbed();
      assertOnlyWhatWasAtWorkIsRepeated(blows);
    }
  }

  private List<Blow> blows() {
    List<Blow> blows = new ArrayList<>(BLOWS);
    if (!disk.mounted()) {
      System.out.println("Chaos: no disk is filled, since mounting one is not allowed here.");
      blows.remove(Blow.FULL_DISK);
    }
    Collections.shuffle(blows, random);
    return blows;
  }

  private void sweepUnder(List<Blow> blows) throws Exception {
    Program driver = start();
    for (Blow blow : blows) {
      while (!reachedMoment(blow, driver) || !strike(blow, driver)) {
        assertThat(driver.exit(LONG)).as(driver.said()).isZero();
        // It ended before all blows fell: more replicates of the same sweep give it more to do.
        replicates += 20;
        driver = start();
      }
      System.out.printf("Chaos: %s after %d trainings.%n", blow, trainings());
      if (blow == Blow.DRIVER || blow == Blow.FULL_DISK) {
        driver = start();
      }
    }
    assertThat(driver.exit(LONG)).as(driver.said()).isZero();
  }

  /** A driver may die as it starts and takes stock; the others where there is training. */
  private boolean reachedMoment(Blow blow, Program driver) throws Exception {
    return blow == Blow.DRIVER && random.nextBoolean() ? starts(driver) : trains(driver);
  }

  /** Waits for a random while after a driver's first words; false if it ends before that. */
  private boolean starts(Program driver) throws InterruptedException {
    assertThat(driver.await(STARTS, LONG)).as(driver.said()).isPresent();
    Thread.sleep(random.nextInt(LATEST_START_MILLIS));
    return driver.alive();
  }

  /** Waits until some more runs are trained; false if the driver ends before that. */
  private boolean trains(Program driver) throws Exception {
    long enough = trainings() + 1 + random.nextInt(MOST_TRAINED);
    while (driver.alive() && trainings() < enough) {
      Thread.sleep(100);
    }
    return driver.alive();
  }

  private long trainings() throws IOException {
    return ExecutorLog.trainings(cluster.work()).stream()
        .mapToLong(attempt -> attempt.runs().size())
        .sum();
  }

  /** False if the driver came to its end before the blow fell. */
  private boolean strike(Blow blow, Program driver) throws Exception {
    switch (blow) {
      case EXECUTOR -> {
        return killExecutor(driver);
      }
      case WORKER -> {
        int place = random.nextInt(WORKERS);
        cluster.worker(place).kill();
        cluster.startWorker(place);
      }
      case DRIVER -> driver.kill();
      case FULL_DISK -> {
        return endsOnFullDisk(driver);
      }
    }
    return true;
  }

  private boolean endsOnFullDisk(Program driver) throws Exception {
    disk.fill();
    int code = driver.exit(LONG);
    disk.free();
    if (code != 0) {
      assertThat(code).as(driver.said()).isEqualTo(2);
      assertThat(driver.said().lines())
          .anyMatch(line -> line.startsWith(FULL.formatted(lake())))
          .noneMatch(line -> line.startsWith("\tat "));
    }
    return code != 0;
  }

  /** One of the executors; another is on its way in the place of each that was killed. */
  private boolean killExecutor(Program driver) throws InterruptedException {
    List<ProcessHandle> executors = cluster.executors();
    while (executors.isEmpty() && driver.alive()) {
      Thread.sleep(50);
      executors = cluster.executors();
    }
    return !executors.isEmpty()
        && executors.get(random.nextInt(executors.size())).destroyForcibly();
  }

  private Program start() throws IOException {
    starts++;
    Path config = Files.writeString(directory.resolve("sweep.yaml"), yaml());
    return cluster.submit(
        List.of("spark.executor.memory=600m"), "sweep", config.toString(), "--lake", lake());
  }

  private String lake() {
    return directory.resolve("disk/lake").toString();
  }

  private String yaml() {
    return SmallSweep.YAML
        .replace("replicates: 3", "replicates: " + replicates)
        .replace("steps: 60", "steps: 15_000");
  }

  private int runs() {
    return RUNS_PER_REPLICATE * replicates;
  }

  private void assertUndisturbed() {
    Lake undisturbed = Lake.create(TestSession.spark(), directory.resolve("calm").toString());
    SmallSweep.train(TestSession.spark(), undisturbed, SmallSweep.plan(yaml()));
    assertThat(Digests.of(Lake.open(TestSession.spark(), lake())))
        .hasSize(runs())
        .isEqualTo(Digests.of(undisturbed));
  }

  private void assertOnlyWhatWasAtWorkIsRepeated(List<Blow> blows) throws IOException {
    List<ExecutorLog.Attempt> attempts = ExecutorLog.trainings(cluster.work());
    List<String> all = new ArrayList<>();
    attempts.forEach(attempt -> all.addAll(attempt.runs()));
    long cut = attempts.stream().filter(attempt -> !attempt.done()).count();
    System.out.printf(
        "Chaos: survived %d blows (%s) with %d starts of the sweep; %d runs in the lake, %d trainings, %d of them again, after %d tasks that were cut short.%n",
        blows.size(),
        blows,
        starts,
        runs(),
        all.size(),
        all.size() - new HashSet<>(all).size(),
        cut);

    assertThat(attempts.stream().filter(ExecutorLog.Attempt::done).map(ExecutorLog.Attempt::runs))
        .as("runs of tasks that ended well")
        .flatMap(runs -> runs)
        .doesNotHaveDuplicates();
    assertThat(cut).isLessThanOrEqualTo(blows.stream().mapToLong(blow -> blow.cutShort).sum());
  }
}
