package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.Mistake;

class LakeLockTest {
  @TempDir Path directory;

  @Test
  void theSecondIsRefusedWithTheNameOfTheFirst() {
    try (LakeLock first = LakeLock.take(directory)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> LakeLock.take(directory))
          .isInstanceOf(Mistake.class)
          .hasMessageStartingWith(
              "Cannot write lake %s: process %d on ", directory, ProcessHandle.current().pid())
          .hasMessageEndingWith(
              " is writing it; wait until that ends, or give another lake with --lake");
    }
  }

  @Test
  void itIsFreeAgainOnceClosed() {
    LakeLock.take(directory).close();

    LakeLock.take(directory).close();

    assertThat(directory.resolve("_owner")).doesNotExist();
  }

  @Test
  void theLockOfADeadProcessIsTakenOver() throws IOException {
    String host = LockOwner.here().host();
    new LockOwner(999_999_999L, host, "2026-01-01T00:00:00Z").write(directory.resolve("_owner"));

    try (LakeLock lock = LakeLock.take(directory)) {
      assertThat(lock).isNotNull();
      assertThat(LockOwner.read(directory.resolve("_owner")).orElseThrow().isHere()).isTrue();
    }
  }

  @Test
  void anotherMachineHoldsItAsLongAsItGivesSignsOfLife() throws IOException {
    Path owner = directory.resolve("_owner");
    new LockOwner(7, "elsewhere", "2026-01-01T00:00:00Z").write(owner);

    assertThatThrownBy(() -> LakeLock.take(directory))
        .hasMessageContaining("process 7 on elsewhere (since 2026-01-01T00:00:00Z) is writing it");
    Files.setLastModifiedTime(owner, FileTime.from(Instant.now().minusSeconds(61)));
    LakeLock.take(directory).close();
  }
}
