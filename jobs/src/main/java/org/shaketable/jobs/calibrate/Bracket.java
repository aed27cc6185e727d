package org.shaketable.jobs.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Search for the magnitudes between no effect and certain collapse, on log magnitude.
 *
 * <ol>
 *   <li>one seed alone, by factors of 4 up or down from {@code min(1, largest / 4)}, until a
 *       magnitude that it survives and one that it does not are next to each other
 *   <li>their geometric mean, so that they are a factor of 2 apart
 *   <li>all seeds at both: the lower one is halved until no run is lost, the upper one doubled
 *       until all are, inside the family's range
 * </ol>
 */
final class Bracket {
  private static final double STRIDE = 4;
  private static final double SMALLEST = 1e-5;

  /** What becomes of a run. */
  interface Response {
    Fate of(double magnitude, int seed);
  }

  private final double largest;
  private final int seeds;
  private final Response response;
  private final Map<Double, List<Fate>> seen = new TreeMap<>();

  Bracket(double largest, int seeds, Response response) {
    this.largest = largest;
    this.seeds = seeds;
    this.response = response;
  }

  /** All that was tried with every seed, by magnitude. */
  List<TriedMagnitude> search() {
    double start = Math.min(1, largest / 4);
    double low = start;
    double high = start;
    while (lost(high, 1) == 0 && high < largest) {
      low = high;
      high = Math.min(largest, high * STRIDE);
    }
    while (lost(low, 1) > 0 && low > SMALLEST) {
      high = low;
      low /= STRIDE;
    }
    if (high / low > 2 && lost(high, 1) > 0) {
      double middle = Math.sqrt(low * high);
      low = lost(middle, 1) > 0 ? low : middle;
      high = lost(middle, 1) > 0 ? middle : high;
    }
    while (lost(low, seeds) > 0 && low > SMALLEST) {
      low /= 2;
    }
    while (lost(high, seeds) < seeds && high < largest) {
      high = Math.min(largest, high * 2);
    }
    return trials();
  }

  /** How many of the first {@code count} seeds are lost. */
  private int lost(double magnitude, int count) {
    double rounded = Math.min(largest, Significant.round(magnitude));
    List<Fate> outcomes = seen.computeIfAbsent(rounded, key -> new ArrayList<>());
    for (int seed = outcomes.size(); seed < count; seed++) {
      outcomes.add(response.of(rounded, seed));
    }
    return (int) outcomes.subList(0, count).stream().filter(Fate::lost).count();
  }

  private List<TriedMagnitude> trials() {
    return seen.entrySet().stream()
        .filter(entry -> entry.getValue().size() == seeds)
        .map(entry -> trial(entry.getKey(), entry.getValue()))
        .toList();
  }

  private TriedMagnitude trial(double magnitude, List<Fate> outcomes) {
    return new TriedMagnitude(
        magnitude,
        (int) outcomes.stream().filter(o -> o == Fate.COLLAPSED).count(),
        (int) outcomes.stream().filter(o -> o == Fate.NEVER_LEARNED).count(),
        seeds);
  }
}
