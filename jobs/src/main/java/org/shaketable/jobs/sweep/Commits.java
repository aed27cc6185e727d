package org.shaketable.jobs.sweep;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.shaketable.jobs.DaemonThreads;

/**
 * Commits waves one after another on a thread of its own, while the next wave trains. A wave waits
 * until the commit of the one before the last is done, so that at most two waves, and the short
 * first ones that go with the next, are not yet in the tables.
 */
final class Commits implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new DaemonThreads("shaketable-commits"));
  private Future<?> last = CompletableFuture.completedFuture(null);

  /**
   * Starts a commit when the last one is done.
   *
   * @throws RuntimeException what the last one ended with
   */
  void add(Runnable commit) {
    await();
    last = thread.submit(commit);
  }

  /**
   * Returns when nothing is left to commit.
   *
   * @throws RuntimeException what the last commit ended with
   */
  void await() {
    try {
      last.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("Cannot commit a wave", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while committing a wave", e);
    }
  }

  /** Lets a commit that is at work finish: the lock of the lake must outlive it. */
  @Override
  public void close() {
    thread.shutdown();
    boolean interrupted = false;
    while (!thread.isTerminated()) {
      try {
        var unused = thread.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
