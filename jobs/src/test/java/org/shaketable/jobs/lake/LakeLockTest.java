package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;

class LakeLockTest {
  record Result(String sweep, double estimate) {}

  private static final LakeLock.Heartbeat QUICK =
      new LakeLock.Heartbeat(Duration.ofMillis(100), Duration.ofMillis(600));

  private static final LockOwner ELSEWHERE =
      new LockOwner(
          "another token", LockOwner.State.WRITING, 7, "process 1 on elsewhere (since then)", "");

  private final SparkSession spark = TestSession.spark();
  @TempDir Path directory;
  private Lake lake;
  private LockRecords records;

  @BeforeEach
  void makeLake() {
    lake = Lake.create(spark, directory.toString());
    records = new LockRecords(lake);
  }

  private Dataset<Row> result(double estimate) {
    return RecordCodec.of(Result.class).dataset(spark, List.of(new Result("a", estimate)));
  }

  private Path file(long number) {
    return directory.resolve("_owners/%012d.json".formatted(number));
  }

  @Test
  void theSecondIsRefusedWithTheNameOfTheFirst() {
    try (LakeLock first = LakeLock.take(lake, QUICK)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> LakeLock.take(lake, QUICK))
          .isInstanceOf(Mistake.class)
          .hasMessageStartingWith(
              "Cannot write lake %s: process %d on ", directory, ProcessHandle.current().pid())
          .hasMessageEndingWith(
              " is writing it; wait until that ends, or give another lake with --lake");
      assertThat(LakeLock.holder(lake, QUICK)).get().asString().startsWith("process ");
    }
    assertThat(LakeLock.holder(lake, QUICK)).isEmpty();
    LakeLock.take(lake, QUICK).close();
    assertThat(directory.resolve("_owners")).isDirectoryContaining("glob:**2.json");
  }

  /** Numbers of processes and names of machines repeat: in containers both are always the same. */
  @Test
  void aDeadOwnerOfThisNumberAndMachineIsReplacedAtOnce() throws IOException {
    String place;
    try (LakeLock once = LakeLock.take(lake, QUICK)) {
      place = records.latest().orElseThrow().owner().place();
      assertThat(once).isNotNull();
    }
    LockOwner here = LockOwner.here(place);
    records.make(2, new LockOwner("its token", here.state(), 9, here.process(), place));
    assertThat(
            LakeLock.holder(lake, new LakeLock.Heartbeat(Duration.ofDays(1), Duration.ofDays(1))))
        .isEmpty();

    try (LakeLock lock =
        LakeLock.take(lake, new LakeLock.Heartbeat(Duration.ofDays(1), Duration.ofDays(1)))) {
      assertThat(lock).isNotNull();
      assertThat(records.latest().orElseThrow().number()).isEqualTo(3);
    }
  }

  /** A machine's clock may be wrong by any time: it is never looked at. */
  @ParameterizedTest
  @ValueSource(longs = {-400L * 86_400, -61, 0, 61, 400L * 86_400})
  void whoShowsNoLifeIsReplacedWhateverItsClockSays(long seconds) throws IOException {
    records.make(1, ELSEWHERE);
    Files.setLastModifiedTime(file(1), FileTime.from(Instant.now().plusSeconds(seconds)));

    assertThat(LakeLock.holder(lake, QUICK)).isEmpty();
    LakeLock.take(lake, QUICK).close();

    assertThat(records.latest().orElseThrow().number()).isEqualTo(2);
  }

  /** Its beats carry the time of a clock that stands still, three days ago. */
  @Test
  void whoShowsLifeKeepsTheLakeWhateverItsClockSays() throws Exception {
    records.make(1, ELSEWHERE);
    FileTime then = FileTime.from(Instant.now().minusSeconds(3 * 86_400));
    ScheduledExecutorService other = Executors.newSingleThreadScheduledExecutor();
    try {
      LockOwner[] owner = {ELSEWHERE};
      var unused =
          other.scheduleAtFixedRate(
              () -> {
                try {
                  owner[0] = owner[0].beaten();
                  records.replace(1, owner[0]);
                  Files.setLastModifiedTime(file(1), then);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              },
              0,
              100,
              TimeUnit.MILLISECONDS);
      assertThatThrownBy(() -> LakeLock.take(lake, QUICK))
          .hasMessageContaining("process 1 on elsewhere (since then) is writing it");
      assertThat(LakeLock.holder(lake, QUICK)).contains("process 1 on elsewhere (since then)");
    } finally {
      other.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{\"token\":", "\u0000\u0001", "[]", "{\"token\":\"x\"}"})
  void aRecordThatWasDamagedIsWatchedAndReplaced(String text) throws IOException {
    Files.createDirectories(directory.resolve("_owners"));
    Files.writeString(file(41), text);

    LakeLock.take(lake, QUICK).close();

    assertThat(records.latest().orElseThrow().number()).isEqualTo(42);
  }

  @Test
  void ofTwoThatFindTheSameSilenceOneMakesTheNextRecord() throws IOException {
    assertThat(records.make(5, ELSEWHERE)).isTrue();
    assertThat(records.make(5, LockOwner.here(""))).isFalse();
    assertThat(records.latest().orElseThrow().owner()).isEqualTo(ELSEWHERE);
  }

  /** A process that was stopped for longer than it is watched for, and then goes on. */
  @Test
  void whoSleptAndWasReplacedWritesNothingMore() throws IOException {
    lake.append("claims", result(0), "shaketable/a", 0);
    Lake asleep = Lake.open(spark, directory.toString());
    asleep.ownedUnder(1);
    records.make(1, ELSEWHERE);

    try (LakeLock lock = LakeLock.take(lake, QUICK)) {
      assertThat(lock).isNotNull();
      String refused =
          "Cannot write lake %s: another process took it while this one gave no sign of life; nothing is lost: give the same command again when that has ended"
              .formatted(directory);
      assertThatThrownBy(() -> asleep.append("claims", result(1), "shaketable/a", 1))
          .isInstanceOf(Mistake.class)
          .hasMessage(refused);
      assertThatThrownBy(() -> asleep.replaceAll("claims", result(1))).hasMessage(refused);
      assertThatThrownBy(() -> asleep.delete("claims", null)).hasMessage(refused);
      assertThatCode(() -> lake.append("claims", result(2), "shaketable/a", 1))
          .doesNotThrowAnyException();
    }
    assertThat(
            lake.read("claims")
                .select("estimate")
                .as(org.apache.spark.sql.Encoders.DOUBLE())
                .collectAsList())
        .containsExactlyInAnyOrder(0.0, 2.0);
  }

  @Test
  void whatGoesWrongAfterAnotherTookTheLakeIsToldAsThat() {
    RuntimeException gone = new IllegalStateException("its staged files are gone");

    assertThatThrownBy(() -> LakeLock.hold(lake, () -> failReplaced(gone)))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("Cannot write lake %s: another process took it", directory)
        .hasCause(gone);
  }

  private void failReplaced(RuntimeException gone) {
    try {
      records.make(2, ELSEWHERE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw gone;
  }

  /** As two that begin at the same moment do in a store that cannot make a file only once. */
  @Test
  void whoseRecordAnotherWroteOverWritesNothingMore() throws Exception {
    try (LakeLock lock = LakeLock.take(lake, QUICK)) {
      assertThat(lock).isNotNull();
      Throwable refused = null;
      // A beat that had begun may write over it once more, and a busy machine's next one be late.
      for (int i = 0; i < 100 && refused == null; i++) {
        records.replace(1, ELSEWHERE);
        TimeUnit.MILLISECONDS.sleep(2 * QUICK.beat().toMillis());
        refused = catchThrowable(() -> lake.append("claims", result(1), "shaketable/a", 1));
      }
      assertThat(refused)
          .isInstanceOf(Mistake.class)
          .hasMessageStartingWith("Cannot write lake %s: another process took it", directory);
    }
    assertThat(records.latest().orElseThrow().owner()).isEqualTo(ELSEWHERE);
  }
}
