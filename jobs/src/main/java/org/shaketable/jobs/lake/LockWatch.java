package org.shaketable.jobs.lake;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Looks for a while whether the last record of a lake's owners changes. The only clock is the
 * watcher's own, and of that only how long it runs.
 */
record LockWatch(LockRecords records, Duration length) {
  private static final long LOOKS = 20;

  /** Whether another record, or another content of this one, comes to be seen. */
  boolean changes(LockRecords.Numbered seen) throws IOException {
    long end = System.nanoTime() + length.toNanos();
    do {
      pause();
      if (!records.latest().map(seen::equals).orElse(false)) {
        return true;
      }
    } while (System.nanoTime() < end);
    return false;
  }

  private void pause() throws IOException {
    try {
      TimeUnit.NANOSECONDS.sleep(length.toNanos() / LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while watching who writes it", e);
    }
  }
}
