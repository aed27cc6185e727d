package org.shaketable.analytics.packing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * What the driver does several at a time, since each waits for jobs of Spark. Their threads are
 * made for them and know what the caller's knows: Spark's session, and where classes of a submitted
 * jar come from.
 */
public final class SideBySide {
  private static final int AT_A_TIME = 4;

  private SideBySide() {}

  /**
   * The results, in order.
   *
   * @throws RuntimeException what one of them threw, once all have ended
   */
  public static <T> List<T> of(List<? extends Supplier<T>> work) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<CompletableFuture<T>> begun =
          work.stream().map(each -> CompletableFuture.supplyAsync(each, threads)).toList();
      CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new)).join();
      return begun.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      threads.shutdown();
    }
  }
}
