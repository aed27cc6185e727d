package org.shaketable.jobs.imports.log;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one file, or a restart within it, says of one run.
 *
 * @param variables what the file itself says of the run, e.g. the cells of its columns that tell
 *     runs apart, or its parameters
 * @param series the series that were asked for and are there, by name
 * @param others names of the series that are there and were not asked for
 */
public record RunLog(
    SortedMap<String, String> variables, SortedMap<String, Series> series, Set<String> others)
    implements Serializable {
  public RunLog {
    variables = new TreeMap<>(variables);
    series = new TreeMap<>(series);
    others = new TreeSet<>(others);
  }

  /** How many values. */
  public long points() {
    return series.values().stream().mapToLong(Series::size).sum();
  }

  /**
   * This with what a later file of the same run logged. Where both have a series, the later one
   * wins from the first step on at which it has any that both have: a training that was started
   * again went back there.
   */
  public RunLog then(RunLog later, SkipCount skips, String laterFile) {
    long restart =
        later.series.entrySet().stream()
            .filter(entry -> series.containsKey(entry.getKey()) && entry.getValue().size() > 0)
            .mapToLong(entry -> entry.getValue().step(0))
            .min()
            .orElse(Long.MAX_VALUE);
    SortedMap<String, Series> joined = new TreeMap<>(series);
    later.series.forEach(
        (name, values) -> joined.merge(name, values, (a, b) -> a.before(restart).then(b)));
    long points = joined.values().stream().mapToLong(Series::size).sum();
    skips.add(
        Skip.OVERWRITTEN,
        points() + later.points() - points,
        "step %d of %s".formatted(restart, laterFile));
    Map<String, String> said = new TreeMap<>(variables);
    said.putAll(later.variables);
    Set<String> more = new TreeSet<>(others);
    more.addAll(later.others);
    return new RunLog(new TreeMap<>(said), joined, more);
  }
}
