package org.shaketable.jobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;

/** What a command printed: Java drops what cannot be written and goes on. */
final class Output {
  /** What a system says of a pipe whose reader has gone, having read enough. */
  private static final String READ_ENOUGH = "Broken pipe";

  private Output() {}

  /** Whether nobody gets what is printed from here on, so that there is no use in going on. */
  static boolean lost(PrintStream out) {
    return out.checkError();
  }

  /**
   * The line to tell of output that was lost; empty where all of it was written, or was wanted by
   * nobody.
   */
  static Optional<String> line() {
    return lost(System.out) ? line(new FileOutputStream(FileDescriptor.out)) : Optional.empty();
  }

  /** The stream did not keep why it failed: what is written next fails for the same reason. */
  static Optional<String> line(OutputStream out) {
    String why = "a part of it is missing";
    try {
      out.write('\n');
    } catch (IOException e) {
      why = String.valueOf(e.getMessage());
    }
    return why.equals(READ_ENOUGH)
        ? Optional.empty()
        : Optional.of(
            "Cannot write the output: %s; send it where there is space, and give the same command again"
                .formatted(why));
  }
}
