package org.shaketable.jobs.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Search for the magnitudes between no effect and certain collapse, on log magnitude: a coarse
 * pass, then the edge between them.
 *
 * <ol>
 *   <li>one seed alone, by factors of 4 up or down from {@code min(1, largest / 4)}, until a
 *       magnitude that it survives and one that it does not are next to each other
 *   <li>their geometric mean, so that they are a factor of 2 apart
 *   <li>all seeds at both: the lower one is halved until no run is lost, the upper one doubled
 *       until all are, inside the family's range
 *   <li>all seeds half way between the largest magnitude that loses none and the smallest that
 *       loses all, up to {@value #HALVINGS} times; where it loses some, all seeds half way from it
 *       to both as well, and that is the end
 * </ol>
 */
final class Bracket {
  private static final double STRIDE = 4;
  private static final double SMALLEST = 1e-5;
  private static final int HALVINGS = 3;

  /** Closer magnitudes than this factor are the edge. */
  private static final double CLOSE = 1.25;

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
    edge();
    return trials();
  }

  /** Nothing where there is none, or some are lost at every magnitude. */
  private void edge() {
    for (int i = 0; i < HALVINGS; i++) {
      Doses found = new Doses(trials(), largest);
      double low = found.harmless().map(TriedMagnitude::magnitude).orElse(Double.NaN);
      double high = found.certain().map(TriedMagnitude::magnitude).orElse(Double.NaN);
      if (!(high / low > CLOSE)) {
        return;
      }
      double middle = Math.sqrt(low * high);
      int lost = lost(middle, seeds);
      if (lost > 0 && lost < seeds) {
        lost(Math.sqrt(low * middle), seeds);
        lost(Math.sqrt(middle * high), seeds);
        return;
      }
    }
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
