package org.shaketable.jobs.imports.log;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often each thing was left out of a file, with the first place of each.
 *
 * @param counts how many of each kind were left out, at least 1 each
 * @param examples where the first of them stands
 */
public record Skips(Map<Skip, Long> counts, Map<Skip, String> examples) implements Serializable {
  /** Nothing left out. */
  public static final Skips NONE = new Skips(Map.of(), Map.of());

  public Skips {
    counts = Map.copyOf(counts);
    examples = Map.copyOf(examples);
  }

  /** How many of one kind. */
  public long count(Skip skip) {
    return counts.getOrDefault(skip, 0L);
  }

  /** Both together; of two first places that of this one. */
  public Skips plus(Skips other) {
    Map<Skip, Long> sums = new EnumMap<>(Skip.class);
    Map<Skip, String> places = new EnumMap<>(Skip.class);
    counts.forEach((skip, count) -> sums.merge(skip, count, Long::sum));
    other.counts.forEach((skip, count) -> sums.merge(skip, count, Long::sum));
    places.putAll(other.examples);
    places.putAll(examples);
    return new Skips(sums, places);
  }

  /**
   * What was left out, in one line, e.g. {@code 1 corrupt (byte 512), 3 cells that hold no number
   * (line 4)}.
   */
  public String line() {
    return new EnumMap<Skip, Long>(counts.isEmpty() ? new EnumMap<>(Skip.class) : counts)
        .entrySet().stream()
            .map(
                entry ->
                    "%,d %s (first: %s)"
                        .formatted(
                            entry.getValue(),
                            entry.getKey().words(),
                            examples.getOrDefault(entry.getKey(), "unknown")))
            .collect(Collectors.joining(", "));
  }
}
