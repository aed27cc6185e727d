package org.shaketable.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeapPeakTest {
  private static final int BYTES = 64 << 20;

  @Test
  void whatWasHeldAtACollectionIsCountedAfterItHasGone() throws InterruptedException {
    try (HeapPeak before = new HeapPeak();
        HeapPeak heap = new HeapPeak()) {
      long without = before.bytes();
      hold();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      // Collections are told of by a thread of the JVM's own.
      while (heap.bytes() < without + BYTES / 2 && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThat(heap.bytes()).isGreaterThan(without + BYTES / 2);
    }
  }

  private static void hold() {
    byte[] held = new byte[BYTES];
    System.gc();
    Reference.reachabilityFence(held);
  }
}
