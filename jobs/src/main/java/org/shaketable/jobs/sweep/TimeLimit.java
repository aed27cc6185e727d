package org.shaketable.jobs.sweep;

import java.io.Serializable;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.shaketable.jobs.DaemonThreads;
import org.shaketable.training.averaging.Averaging;

/**
 * The time that one training may take. One that takes longer is given up: its thread is
 * interrupted, upon which a training ends at its next evaluation. One that never gets there keeps
 * its thread until the process ends, but no longer keeps the sweep.
 */
record TimeLimit(int seconds) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Threads are kept for the next training: DL4J has memory for each that it meets. */
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(new DaemonThreads("training"));

  /** What a training gives, unless it takes longer than the limit. */
  <T> Optional<T> within(Supplier<T> training) {
    Future<T> future = THREADS.submit(Averaging.carried(training)::get);
    try {
      return Optional.of(future.get(seconds, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Spark has ended the task", e);
    } finally {
      // Does nothing to a training that has ended.
      future.cancel(true);
    }
  }

  /** Why a run was given up. */
  String message() {
    return "Stopped by its time limit of %,d s".formatted(seconds);
  }
}
