package org.shaketable.jobs.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.Lake;
import picocli.CommandLine.Option;

/** The option that says where a report goes. */
final class OutOption {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Directory of the report; default: report in the lake.")
  private Path directory;

  /** The directory; that of a lake that is not local must be named. */
  Path directory(Lake lake) {
    if (directory == null && !"file".equals(lake.root().toUri().getScheme())) {
      throw new Mistake(
          "Cannot write a report into lake %s: it is not on a local disk; give a directory with --out"
              .formatted(lake));
    }
    return Optional.ofNullable(directory).orElseGet(() -> Path.of(lake.toString(), "report"));
  }
}
