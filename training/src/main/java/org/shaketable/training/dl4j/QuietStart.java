package org.shaketable.training.dl4j;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Something that is begun without what it prints on standard error: ND4J's CUDA backend prints the
 * trace of what it does not find before the CPU's is taken.
 */
final class QuietStart {
  private QuietStart() {}

  /** Does this; lines of other threads are printed meanwhile. */
  static synchronized void of(Runnable start) {
    PrintStream before = System.err;
    System.setErr(
        new PrintStream(
            new OthersAlone(Thread.currentThread(), before), true, StandardCharsets.UTF_8));
    try {
      start.run();
    } finally {
      System.setErr(before);
    }
  }

  private static final class OthersAlone extends OutputStream {
    private final Thread quiet;
    private final OutputStream out;

    OthersAlone(Thread quiet, OutputStream out) {
      this.quiet = quiet;
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      if (Thread.currentThread() != quiet) {
        out.write(value);
      }
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      if (Thread.currentThread() != quiet) {
        out.write(bytes, from, count);
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
