package org.shaketable.jobs.calibrate;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.shaketable.jobs.DaemonThreads;

/** Prints a line every few seconds until closed, and once then. */
final class Ticker implements AutoCloseable {
  private static final long SECONDS = 5;

  private final Supplier<String> line;
  private final PrintStream out;
  private final ScheduledExecutorService clock;

  Ticker(Supplier<String> line, PrintStream out) {
    this.line = line;
    this.out = out;
    this.clock = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("progress"));
    var unused =
        clock.scheduleAtFixedRate(
            () -> out.println(line.get()), SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    out.println(line.get());
  }
}
