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
 * @param restart the step to which the training went back before all of this, where the log says so
 *     itself; {@link #NO_RESTART} otherwise
 */
public record RunLog(
    SortedMap<String, String> variables,
    SortedMap<String, Series> series,
    Set<String> others,
    long restart)
    implements Serializable {
  /** The log says of no restart. */
  public static final long NO_RESTART = Long.MAX_VALUE;

  /** Nothing. */
  public static final RunLog EMPTY =
      new RunLog(new TreeMap<>(), new TreeMap<>(), Set.of(), NO_RESTART);

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
   * again went back there. Where the later one says itself to which step the training went back,
   * nothing of this is left from there on.
   */
  public RunLog then(RunLog later, SkipCount skips, String laterFile) {
    long shared =
        later.series.entrySet().stream()
            .filter(entry -> series.containsKey(entry.getKey()) && entry.getValue().size() > 0)
            .mapToLong(entry -> entry.getValue().step(0))
            .min()
            .orElse(NO_RESTART);
    long cut = Math.min(shared, later.restart);
    SortedMap<String, Series> joined = new TreeMap<>();
    series.forEach((name, values) -> joined.put(name, values.before(later.restart)));
    later.series.forEach(
        (name, values) -> joined.merge(name, values, (a, b) -> a.before(cut).then(b)));
    joined.values().removeIf(values -> values.size() == 0);
    long points = joined.values().stream().mapToLong(Series::size).sum();
    skips.add(
        Skip.OVERWRITTEN,
        points() + later.points() - points,
        "step %d of %s".formatted(cut, laterFile));
    Map<String, String> said = new TreeMap<>(variables);
    said.putAll(later.variables);
    Set<String> more = new TreeSet<>(others);
    more.addAll(later.others);
    return new RunLog(new TreeMap<>(said), joined, more, Math.min(restart, later.restart));
  }
}
