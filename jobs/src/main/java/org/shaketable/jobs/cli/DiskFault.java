package org.shaketable.jobs.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.shaketable.jobs.Causes;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A disk that cannot be written, or files that cannot be opened, found in whatever exception the
 * news of it came in.
 */
final class DiskFault {
  private static final String WRITE = "write";
  private static final String FREE = "free space";
  private static final String WRITABLE = "make it writable";

  /** What operating systems say, and what helps. */
  private static final List<Refusal> REFUSALS =
      List.of(
          new Refusal("No space left on device", WRITE, FREE),
          new Refusal("Disk quota exceeded", WRITE, FREE),
          new Refusal("File too large", WRITE, "raise `ulimit -f`"),
          new Refusal("Read-only file system", WRITE, WRITABLE),
          new Refusal("Operation not permitted", WRITE, WRITABLE),
          new Refusal("Permission denied", "read or write", "give this user the right to"),
          new Refusal("Too many open files", "open more files", "raise `ulimit -n`"));

  /**
   * What an operating system lets nobody do.
   *
   * @param said its own words
   * @param verb what it refuses
   * @param remedy what helps
   */
  private record Refusal(String said, String verb, String remedy) {
    String line(CommandSpec command) {
      return "Cannot %s: %s where %sthe output or Spark's temporary files are; the runs that the lake has are safe: %s and give the same command again"
          .formatted(verb, said, lake(command), remedy);
    }
  }

  /** Hadoop does not say what the system said when it makes no directory. */
  private static final String NO_DIRECTORY = "Mkdirs failed to create";

  private DiskFault() {}

  /** The line to tell of it; empty where a fault is another one. */
  static Optional<String> line(Throwable fault, CommandSpec command) {
    return REFUSALS.stream()
        .filter(refusal -> Causes.of(fault).anyMatch(says(refusal.said())))
        .map(refusal -> refusal.line(command))
        .findFirst()
        .or(
            () ->
                Causes.of(fault).anyMatch(says(NO_DIRECTORY))
                    ? Optional.of(
                        new Refusal("no directory can be made", WRITE, WRITABLE).line(command))
                    : Optional.empty());
  }

  private static String lake(CommandSpec command) {
    OptionSpec lake = command.findOption("--lake");
    return lake == null ? "" : "lake %s, ".formatted(lake.<String>getValue());
  }

  /** A look for words, since of what failed on an executor the driver has the text alone. */
  private static Predicate<Throwable> says(String what) {
    return cause -> cause.getMessage() != null && cause.getMessage().contains(what);
  }
}
