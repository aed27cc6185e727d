package org.shaketable.analytics.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  /** The first ends after the last has begun. */
  @Test
  void resultsComeInOrderThoughTheFirstEndsLast() {
    CountDownLatch last = new CountDownLatch(1);
    List<Supplier<Integer>> work =
        List.of(
            () -> {
              await(last);
              return 1;
            },
            () -> 2,
            () -> {
              last.countDown();
              return 3;
            });

    assertThat(SideBySide.of(work)).containsExactly(1, 2, 3);
    assertThat(SideBySide.of(List.<Supplier<Integer>>of())).isEmpty();
  }

  @Test
  void whatOneThrowsIsThrownOnceTheOthersHaveEnded() {
    CountDownLatch ended = new CountDownLatch(9);
    IllegalStateException thrown = new IllegalStateException("one of ten");
    List<Supplier<Integer>> work =
        IntStream.range(0, 10)
            .<Supplier<Integer>>mapToObj(
                i ->
                    () -> {
                      if (i == 0) {
                        throw thrown;
                      }
                      ended.countDown();
                      return i;
                    })
            .toList();

    assertThatThrownBy(() -> SideBySide.of(work)).isSameAs(thrown);
    assertThat(ended.getCount()).isZero();
  }

  @Test
  void threadsLoadClassesAsTheirCallerDoes() throws Exception {
    Thread own = Thread.currentThread();
    ClassLoader before = own.getContextClassLoader();
    try (URLClassLoader submitted = new URLClassLoader(new URL[0], before)) {
      own.setContextClassLoader(submitted);
      List<Supplier<ClassLoader>> work =
          List.of(() -> Thread.currentThread().getContextClassLoader());

      assertThat(SideBySide.of(work)).containsExactly(submitted);
    } finally {
      own.setContextClassLoader(before);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
