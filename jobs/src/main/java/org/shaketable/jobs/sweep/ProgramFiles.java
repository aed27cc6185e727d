package org.shaketable.jobs.sweep;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.training.program.Host;
import org.shaketable.training.program.Program;
import org.shaketable.training.program.ProgramFile;
import org.shaketable.training.workload.Workload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that programs need, kept in the lake by what is in them: from there each JVM that
 * trains fetches each once, and a replay finds what the run was trained with.
 *
 * @param directory the directory in the lake; null where no program is trained
 */
record ProgramFiles(String directory) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ProgramFiles.class);

  /** For plans without programs. */
  static final ProgramFiles NONE = new ProgramFiles(null);

  static ProgramFiles of(Lake lake) {
    return new ProgramFiles(new Path(lake.root(), "_programs").toString());
  }

  /** The files of a plan's programs, kept in the lake from now on. */
  static ProgramFiles kept(Lake lake, SweepPlan plan) {
    ProgramFiles files = of(lake);
    plan.config().workloads().stream()
        .map(ProgramFiles::needed)
        .flatMap(List::stream)
        .distinct()
        .forEach(file -> files.keep(lake.fileSystem(), file));
    return files;
  }

  private static List<ProgramFile> needed(Workload workload) {
    return workload.learner() instanceof Program program ? program.files() : List.of();
  }

  private void keep(FileSystem system, ProgramFile file) {
    try {
      Path target = new Path(directory, file.sha256());
      if (!system.exists(target)) {
        java.nio.file.Path here =
            Host.file(file.sha256())
                .orElseThrow(
                    () ->
                        new Mistake(
                            "Cannot keep file %s of a program: it is not here".formatted(file)));
        Path part = target.suffix(".part");
        system.copyFromLocalFile(false, true, new Path(here.toUri()), part);
        system.rename(part, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the files of a workload known in this JVM. */
  void fetch(Workload workload) {
    for (ProgramFile file : needed(workload)) {
      fetch(file);
    }
  }

  private void fetch(ProgramFile file) {
    synchronized (ProgramFiles.class) {
      if (Fetched.has(file.sha256())) {
        return;
      }
      Path source = new Path(directory, file.sha256());
      try {
        java.nio.file.Path copy = Fetched.place(file.sha256());
        FileSystem system = source.getFileSystem(SparkHadoopUtil.get().conf());
        // Under another name first: a copy that broke off must not be taken for the file.
        java.nio.file.Path part = copy.resolveSibling(file.sha256() + ".part");
        try (var in = system.open(source)) {
          Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, copy);
        Host.hand(file.sha256(), copy);
        LOG.info("Fetched file {} of a program", file.name());
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Cannot fetch file %s of a program from %s".formatted(file.name(), source), e);
      }
    }
  }

  /** What this JVM has fetched, to be deleted at its end. */
  private static final class Fetched {
    private static final java.nio.file.Path DIRECTORY = create();

    private static java.nio.file.Path create() {
      try {
        java.nio.file.Path directory = Files.createTempDirectory("shaketable-files-");
        directory.toFile().deleteOnExit();
        return directory;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static boolean has(String sha256) {
      return Files.exists(DIRECTORY.resolve(sha256));
    }

    static java.nio.file.Path place(String sha256) {
      java.nio.file.Path place = DIRECTORY.resolve(sha256);
      place.toFile().deleteOnExit();
      return place;
    }
  }
}
