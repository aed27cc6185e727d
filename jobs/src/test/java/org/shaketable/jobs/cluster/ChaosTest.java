package org.shaketable.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
import org.shaketable.jobs.sql.Listening;
import org.shaketable.jobs.sweep.SmallSweep;

/**
 * A sweep on a cluster under twenty blows at random moments: processes are killed with -9 or put to
 * sleep for longer than every timeout, the lake's disk is full or its directory cannot be written
 * for a while, the driver's clock is set forward by an hour and back.
 */
@Tag("cluster")
class ChaosTest {
  private static final int WORKERS = 2;
  private static final int RUNS_PER_REPLICATE = 4;
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Pattern STARTS = Pattern.compile("^Sweep small: ");
  private static final int LATEST_START_MILLIS = 15_000;
  private static final int MOST_TRAINED = 12;
  private static final String FULL = "No space left on device";
  private static final String SEALED = "(Operation not permitted|no directory can be made)";

  /**
   * Longer than Spark waits for a worker (30 s) or an executor (40 s), and a lake for its owner.
   */
  private static final Duration SLEEP = Duration.ofSeconds(55);

  /**
   * What happens to a sweep.
   *
   * @see #cutShort
   */
  private enum Blow {
    EXECUTOR(1),
    WORKER(1),
    /** A worker and its executors sleep; their tasks are done elsewhere before they wake. */
    SLEEPING_WORKER(1),
    DRIVER(WORKERS),
    /** It wakes to executors that it takes for dead. */
    SLEEPING_DRIVER(WORKERS * 2),
    FULL_DISK(WORKERS * 4),
    READ_ONLY(WORKERS * 4),
    CLOCK(0);

    /**
     * Starts of tasks that it may cut short; Spark tries each four times while nothing can be
     * written.
     */
    private final int cutShort;

    Blow(int cutShort) {
      this.cutShort = cutShort;
    }
  }

  private static final Map<Blow, Integer> BLOWS =
      new EnumMap<>(
          Map.of(
              Blow.EXECUTOR, 4,
              Blow.WORKER, 3,
              Blow.SLEEPING_WORKER, 2,
              Blow.DRIVER, 3,
              Blow.SLEEPING_DRIVER, 2,
              Blow.FULL_DISK, 2,
              Blow.READ_ONLY, 2,
              Blow.CLOCK, 2));

  @TempDir Path directory;
  private final Random random = new Random(Long.getLong("shaketable.chaos.seed", 7));
  private StandaloneCluster cluster;
  private SmallDisk disk;
  private SteppedClock clock;
  private int replicates = 40;
  private int starts;

  @Test
  @Timeout(value = 90, unit = TimeUnit.MINUTES)
  void whateverIsKilledEveryRunIsThereOnceWithTheSameBits() throws Exception {
    try (SmallDisk small = SmallDisk.at(directory.resolve("disk"));
        StandaloneCluster two = new StandaloneCluster(directory.resolve("cluster"), WORKERS)) {
      disk = small;
      cluster = two;
      clock = new SteppedClock(directory.resolve("clock"));
      List<Blow> blows = blows();
      sweepUnder(blows);
      assertUndisturbed();
      assertOnlyWhatWasAtWorkIsRepeated(blows);
    }
  }

  private List<Blow> blows() throws Exception {
    List<Blow> blows = new ArrayList<>();
    BLOWS.forEach((blow, times) -> blows.addAll(Collections.nCopies(times, blow)));
    if (!disk.mounted()) {
      System.out.println("Chaos: no disk is filled, since mounting one is not allowed here.");
      blows.removeAll(List.of(Blow.FULL_DISK));
    }
    if (!disk.canBeSealed()) {
      System.out.println("Chaos: the lake can always be written, as chattr is not allowed here.");
      blows.removeAll(List.of(Blow.READ_ONLY));
    }
    if (!clock.steps()) {
      System.out.println("Chaos: no clock is set, since no C compiler is installed here.");
      blows.removeAll(List.of(Blow.CLOCK));
    }
    Collections.shuffle(blows, random);
    return blows;
  }

  private void sweepUnder(List<Blow> blows) throws Exception {
    Program driver = start();
    assertThat(trains(driver)).as(driver.said()).isTrue();
    assertLoopbackAlone(driver);
    for (Blow blow : blows) {
      while (!reachedMoment(blow, driver) || !strike(blow, driver)) {
        assertThat(driver.exit(LONG)).as(driver.said()).isZero();
        // It ended before all blows fell: more replicates of the same sweep give it more to do.
        replicates += 20;
        driver = start();
      }
      System.out.printf("Chaos: %s after %d trainings.%n", blow, trainings());
      if (!driver.alive()) {
        driver = start();
      }
    }
    assertThat(driver.exit(LONG)).as(driver.said()).isZero();
  }

  /** Nothing of Spark listens where another machine could reach it. */
  private void assertLoopbackAlone(Program driver) throws Exception {
    List<ProcessHandle> executors = cluster.executors();
    List<Long> all = new ArrayList<>(List.of(driver.pid()));
    cluster.daemons().forEach(daemon -> all.add(daemon.pid()));
    executors.forEach(executor -> all.add(executor.pid()));
    assertThat(executors).isNotEmpty();
    for (long process : all) {
      assertThat(listening(process))
          .as("process " + process + ": " + driver.said())
          .isNotEmpty()
          .allSatisfy(socket -> assertThat(socket.loopback()).isTrue());
    }
    System.out.printf("Chaos: %d processes listen on loopback alone.%n", all.size());
  }

  /** Those of a process, which has a moment to open the first. */
  private static List<Listening.Socket> listening(long process) throws Exception {
    List<Listening.Socket> sockets = Listening.of(process);
    for (long end = System.nanoTime() + LONG.toNanos(); sockets.isEmpty(); ) {
      assertThat(System.nanoTime()).as("process " + process).isLessThan(end);
      Thread.sleep(500);
      sockets = Listening.of(process);
    }
    return sockets;
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
      case SLEEPING_WORKER -> sleep(withChildren(cluster.worker(random.nextInt(WORKERS))));
      case DRIVER -> driver.kill();
      case SLEEPING_DRIVER -> sleepsWhileAnotherAsks(driver);
      case FULL_DISK -> {
        return ends(driver, disk::fill, disk::free, FULL);
      }
      case READ_ONLY -> {
        return ends(driver, () -> disk.seal(lake()), () -> disk.unseal(lake()), SEALED);
      }
      case CLOCK -> clock.step();
    }
    return true;
  }

  private static List<Long> withChildren(Program worker) {
    List<Long> all = new ArrayList<>(List.of(worker.pid()));
    worker.children().forEach(child -> all.add(child.pid()));
    return all;
  }

  /** Processes sleep for longer than every timeout and wake. */
  private static void sleep(List<Long> processes) throws Exception {
    signal("-STOP", processes);
    Thread.sleep(SLEEP.toMillis());
    signal("-CONT", processes);
  }

  /** Its lock is on this machine's disk, so that a second driver sees that it is there. */
  private void sleepsWhileAnotherAsks(Program driver) throws Exception {
    signal("-STOP", List.of(driver.pid()));
    long begin = System.nanoTime();
    Program second = start();
    assertThat(second.exit(LONG)).as(second.said()).isEqualTo(2);
    assertThat(second.said())
        .containsPattern("(?m)^Cannot write lake .*: process %d on ".formatted(driver.pid()));
    Thread.sleep(Math.max(0, SLEEP.toMillis() - (System.nanoTime() - begin) / 1_000_000));
    signal("-CONT", List.of(driver.pid()));
  }

  private static void signal(String signal, List<Long> processes) throws Exception {
    List<String> words = new ArrayList<>(List.of("kill", signal));
    processes.forEach(process -> words.add(Long.toString(process)));
    new ProcessBuilder(words).start().waitFor();
  }

  /** Something that is done to the disk. */
  private interface DiskWork {
    void run() throws Exception;
  }

  /** Whether a driver ended with one line, its exit code 2, while the disk could not be written. */
  private boolean ends(Program driver, DiskWork harm, DiskWork mend, String why) throws Exception {
    harm.run();
    int code = driver.exit(LONG);
    mend.run();
    if (code != 0) {
      assertThat(code).as(driver.said()).isEqualTo(2);
      assertThat(driver.said().lines())
          .anyMatch(
              said -> said.matches("Cannot write: %s where lake %s, .*".formatted(why, lake())))
          .noneMatch(said -> said.startsWith("\tat "));
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
        clock.environment(),
        List.of(
            "spark.executor.memory=600m",
            "spark.network.timeout=40s",
            "spark.network.timeoutInterval=5s"),
        "sweep",
        config.toString(),
        "--lake",
        lake());
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
        "Chaos: survived %d blows (%s) with %d starts of the sweep; %d runs in the lake, %d"
            + " trainings, %d of them again, after %d tasks that were cut short.%n",
        blows.size(),
        blows,
        starts,
        runs(),
        all.size(),
        all.size() - new HashSet<>(all).size(),
        cut);

    List<String> done =
        attempts.stream()
            .filter(ExecutorLog.Attempt::done)
            .flatMap(attempt -> attempt.runs().stream())
            .toList();
    // Who slept ends what it was at after it was done elsewhere.
    int slept =
        Collections.frequency(blows, Blow.SLEEPING_WORKER)
            + Collections.frequency(blows, Blow.SLEEPING_DRIVER) * WORKERS;
    assertThat(done.size() - new HashSet<>(done).size())
        .as("runs that tasks that ended well trained again")
        .isLessThanOrEqualTo(slept * MOST_TRAINED * WORKERS);
    assertThat(cut).isLessThanOrEqualTo(blows.stream().mapToLong(blow -> blow.cutShort).sum());
  }
}
