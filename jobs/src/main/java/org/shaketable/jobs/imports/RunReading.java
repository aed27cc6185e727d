package org.shaketable.jobs.imports;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shaketable.jobs.imports.log.RunLog;
import org.shaketable.jobs.imports.log.SkipCount;
import org.shaketable.jobs.imports.log.Skips;

/**
 * What the files of one run say.
 *
 * @param name the name of the run; for a file that could not be read, or that nothing names, that
 *     of the file
 * @param variables all that is known of it
 * @param files the files in the order in which they were made
 * @param problem why it cannot be a run; null for none
 */
record RunReading(
    String name,
    SortedMap<String, String> variables,
    RunLog log,
    List<ReadFile> files,
    String problem)
    implements Serializable {

  static RunReading unread(FoundFile file, Skips skips, String problem) {
    return new RunReading(
        file.name(),
        new TreeMap<>(),
        RunLog.EMPTY,
        List.of(new ReadFile(file.name(), 0, skips)),
        problem);
  }

  /** This with what a later file says; what that takes the place of is counted with the later. */
  RunReading then(RunReading later) {
    SkipCount joined = new SkipCount();
    ReadFile first = later.files.get(0);
    RunLog both = log.then(later.log, joined, first.name());
    SortedMap<String, String> said = new TreeMap<>(variables);
    said.putAll(later.variables);
    List<ReadFile> all = new ArrayList<>(files);
    all.add(new ReadFile(first.name(), first.values(), first.skips().plus(joined.sum())));
    all.addAll(later.files.subList(1, later.files.size()));
    return new RunReading(
        name, said, both, List.copyOf(all), problem == null ? later.problem : problem);
  }

  String firstFile() {
    return files.get(0).name();
  }

  List<String> fileNames() {
    return files.stream().map(ReadFile::name).toList();
  }

  /** What was left out of all its files. */
  Skips skips() {
    return files.stream().map(ReadFile::skips).reduce(Skips.NONE, Skips::plus);
  }
}
