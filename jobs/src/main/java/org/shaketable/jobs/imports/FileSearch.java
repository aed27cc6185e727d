package org.shaketable.jobs.imports;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.imports.mapping.NamePattern;

/** The files of a pattern, in the order of their names. */
final class FileSearch {
  private FileSearch() {}

  /**
   * Finds files.
   *
   * @param from the directory that a relative pattern is below
   * @throws Mistake where there is none
   */
  static List<FoundFile> find(String files, String from, Configuration configuration) {
    NamePattern pattern = NamePattern.ofPath(files);
    String fixed = pattern.fixedPart();
    Path base = fixed.isEmpty() ? new Path(from) : new Path(new Path(from + "/"), new Path(fixed));
    try {
      FileSystem fileSystem = base.getFileSystem(configuration);
      Path root = fileSystem.makeQualified(base);
      List<FoundFile> found = new ArrayList<>();
      for (Path file : files(fileSystem, root)) {
        add(file, root, fixed, pattern, found);
      }
      if (found.isEmpty()) {
        throw none(files, from, "no file below it fits the pattern");
      }
      found.sort(Comparator.comparing(FoundFile::name, NameOrder.BY_NUMBERS));
      return found;
    } catch (FileNotFoundException e) {
      throw none(files, from, "there is no directory " + base);
    } catch (IOException | IllegalArgumentException e) {
      throw none(files, from, e.getMessage());
    }
  }

  /**
   * All files below a directory. A store of objects lists them in one go; of files of this machine
   * that would start a process each, which asks for their permissions.
   */
  private static List<Path> files(FileSystem fileSystem, Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    if (fileSystem instanceof LocalFileSystem local) {
      walk(local, root, Set.of(), files);
    } else {
      RemoteIterator<LocatedFileStatus> all = fileSystem.listFiles(root, true);
      while (all.hasNext()) {
        files.add(all.next().getPath());
      }
    }
    return files;
  }

  /**
   * Neither goes round where a link leads back, nor finds what is no file: who opens a pipe waits
   * for a writer.
   *
   * @param above the directories that this one was reached through
   */
  private static void walk(
      LocalFileSystem local, Path directory, Set<java.nio.file.Path> above, List<Path> files)
      throws IOException {
    java.nio.file.Path real = path(local, directory).toRealPath();
    if (above.contains(real)) {
      return;
    }
    Set<java.nio.file.Path> here = new HashSet<>(above);
    here.add(real);
    for (FileStatus status : local.listStatus(directory)) {
      if (status.isDirectory()) {
        walk(local, status.getPath(), here, files);
      } else if (Files.isRegularFile(path(local, status.getPath()))) {
        files.add(status.getPath());
      }
    }
  }

  private static java.nio.file.Path path(LocalFileSystem local, Path path) {
    return local.pathToFile(path).toPath();
  }

  private static void add(
      Path file, Path root, String fixed, NamePattern pattern, List<FoundFile> found) {
    String below = file.toUri().getPath().substring(root.toUri().getPath().length());
    String name = fixed + (below.startsWith("/") ? below.substring(1) : below);
    pattern
        .match(name)
        .ifPresent(
            variables -> found.add(new FoundFile(file.toString(), name, new TreeMap<>(variables))));
  }

  private static Mistake none(String files, String from, String why) {
    return new Mistake(
        "Cannot find logs %s below %s: %s; change files in the mapping, or give another directory with --from"
            .formatted(files, from, why));
  }
}
