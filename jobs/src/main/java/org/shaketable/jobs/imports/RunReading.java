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
 * @param name of the run; for a file that could not be read, or that nothing names, that of the
 *     file
 * @param variables all that is known of it
 * @param problem why it cannot be a run; null for none
 */
record RunReading(
    String name,
    SortedMap<String, String> variables,
    RunLog log,
    List<String> files,
    Skips skips,
    String problem)
    implements Serializable {

  static RunReading unread(FoundFile file, Skips skips, String problem) {
    return new RunReading(
        file.name(),
        new TreeMap<>(),
        new RunLog(new TreeMap<>(), new TreeMap<>(), java.util.Set.of()),
        List.of(file.name()),
        skips,
        problem);
  }

  /** This with what a later file says. */
  RunReading then(RunReading later) {
    SkipCount joined = new SkipCount();
    RunLog both = log.then(later.log, joined, later.files.get(0));
    SortedMap<String, String> said = new TreeMap<>(variables);
    said.putAll(later.variables);
    List<String> all = new ArrayList<>(files);
    all.addAll(later.files);
    return new RunReading(
        name,
        said,
        both,
        List.copyOf(all),
        skips.plus(later.skips).plus(joined.sum()),
        problem == null ? later.problem : problem);
  }

  String firstFile() {
    return files.get(0);
  }
}
