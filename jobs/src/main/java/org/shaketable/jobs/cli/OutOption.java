package org.shaketable.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
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
    return directory == null ? Path.of(lake.toString(), "report") : directory;
  }

  /** Refuses a directory that nothing can be written into, before anything else is done. */
  void check() {
    if (directory != null) {
      require(directory, "report");
    }
  }

  /** Refuses a directory that nothing can be written into. */
  static void require(Path directory, String what) {
    Path there = directory.toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new Mistake(
          "Cannot write %s %s: %s is %s; give a directory that you may write with --out"
              .formatted(
                  what,
                  directory,
                  there,
                  Files.isDirectory(there) ? "not yours to write" : "no directory"));
    }
  }
}
