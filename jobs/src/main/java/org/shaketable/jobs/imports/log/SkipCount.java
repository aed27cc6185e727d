package org.shaketable.jobs.imports.log;

import java.util.EnumMap;
import java.util.Map;

/** Counts what is left out of one file while it is read. */
public final class SkipCount {
  private final Map<Skip, Long> counts = new EnumMap<>(Skip.class);
  private final Map<Skip, String> examples = new EnumMap<>(Skip.class);

  /** Notes one thing left out and where it stands. */
  public void add(Skip skip, String place) {
    add(skip, 1, place);
  }

  /** Notes several things of one kind, the first of which stands at a place. */
  public void add(Skip skip, long times, String place) {
    if (times > 0) {
      counts.merge(skip, times, Long::sum);
      examples.putIfAbsent(skip, place);
    }
  }

  /** Notes that the file ends within something, unless its cut-off was noted before. */
  public void truncated(String place) {
    if (!counts.containsKey(Skip.TRUNCATED)) {
      add(Skip.TRUNCATED, place);
    }
  }

  /** What was noted until now. */
  public Skips sum() {
    return new Skips(counts, examples);
  }
}
