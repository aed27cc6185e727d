package org.shaketable.jobs.cli;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.shaketable.jobs.Causes;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A disk that cannot be written, found in whatever exception the news of it came in. */
final class DiskFault {
  /** What operating systems say, and what helps. */
  private static final Map<String, String> REMEDIES =
      Map.of(
          "No space left on device", "free space",
          "Disk quota exceeded", "free space",
          "Read-only file system", "make it writable",
          "Operation not permitted", "make it writable",
          "Permission denied", "make it writable");

  /** Hadoop does not say what the system said when it makes no directory. */
  private static final String NO_DIRECTORY = "Mkdirs failed to create";

  private DiskFault() {}

  /** The line to tell of it; empty where a fault is another one. */
  static Optional<String> line(Throwable fault, CommandSpec command) {
    return REMEDIES.entrySet().stream()
        .filter(remedy -> Causes.of(fault).anyMatch(says(remedy.getKey())))
        .map(remedy -> line(remedy.getKey(), remedy.getValue(), command))
        .findFirst()
        .or(
            () ->
                Causes.of(fault).anyMatch(says(NO_DIRECTORY))
                    ? Optional.of(line("no directory can be made", "make it writable", command))
                    : Optional.empty());
  }

  private static String line(String what, String remedy, CommandSpec command) {
    return "Cannot write: %s where %sthe output or Spark's temporary files are; the runs that the lake has are safe: %s and give the same command again"
        .formatted(what, lake(command), remedy);
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
