package org.shaketable.analytics.stats.dose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * How many of the runs at one magnitude collapsed.
 *
 * @param magnitude above 0, in the family's unit (0 is the clean run and has no logarithm)
 */
public record DoseCount(double magnitude, int trials, int collapses) {
  public DoseCount {
    if (!(magnitude > 0 && magnitude < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid magnitude: expected a positive number, found " + magnitude);
    }
    if (collapses < 0 || collapses > trials) {
      throw new IllegalArgumentException(
          "Invalid dose: expected 0 <= collapses <= trials, found " + collapses + " of " + trials);
    }
  }

  /** Both counts together; of one magnitude only. */
  public DoseCount plus(DoseCount other) {
    if (magnitude != other.magnitude) {
      throw new IllegalArgumentException(
          "Invalid dose: expected magnitude " + magnitude + ", found " + other.magnitude);
    }
    return new DoseCount(magnitude, trials + other.trials, collapses + other.collapses);
  }

  /** One dose per magnitude, ascending, without those that have no run. */
  static List<DoseCount> merged(Collection<DoseCount> doses) {
    TreeMap<Double, DoseCount> byMagnitude = new TreeMap<>();
    doses.stream()
        .filter(dose -> dose.trials > 0)
        .forEach(dose -> byMagnitude.merge(dose.magnitude, dose, DoseCount::plus));
    return new ArrayList<>(byMagnitude.values());
  }
}
