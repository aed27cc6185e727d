package org.shaketable.jobs.cli;

import java.io.PrintStream;
import java.util.function.LongConsumer;

/** Says every few seconds how many of a plan's runs were looked at; nothing where that is quick. */
final class LinesOfProgress implements LongConsumer {
  private static final long NANOS = 2_000_000_000L;

  private final long all;
  private final PrintStream out;
  private long next = System.nanoTime() + NANOS;

  LinesOfProgress(long all, PrintStream out) {
    this.all = all;
    this.out = out;
  }

  @Override
  public void accept(long done) {
    if (System.nanoTime() - next >= 0) {
      out.printf("Planned %,d of %,d runs.%n", done, all);
      next = System.nanoTime() + NANOS;
    }
  }
}
