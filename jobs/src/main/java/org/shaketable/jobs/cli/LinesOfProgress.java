package org.shaketable.jobs.cli;

import java.io.PrintStream;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Says every few seconds how many of a plan's runs were looked at; nothing where that is quick. */
final class LinesOfProgress implements LongConsumer {
  private static final long NANOS = 2_000_000_000L;

  private final long all;
  private final PrintStream out;
  private final LongSupplier clock;
  private long next;

  LinesOfProgress(long all, PrintStream out) {
    this(all, out, System::nanoTime);
  }

  /**
   * Lines by another clock.
   *
   * @param clock the time in nanoseconds
   */
  LinesOfProgress(long all, PrintStream out, LongSupplier clock) {
    this.all = all;
    this.out = out;
    this.clock = clock;
    this.next = clock.getAsLong() + NANOS;
  }

  @Override
  public void accept(long done) {
    if (clock.getAsLong() - next >= 0) {
      out.printf("Planned %,d of %,d runs.%n", done, all);
      next = clock.getAsLong() + NANOS;
    }
  }
}
