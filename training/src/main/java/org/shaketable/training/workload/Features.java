package org.shaketable.training.workload;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Values of the meta-state features at one evaluation; NaN where a feature is not defined or not
 * measured.
 */
public final class Features {
  private final double[] values = new double[Feature.values().length];

  /** Features from a map; those absent are NaN. */
  public Features(Map<Feature, Double> measured) {
    Arrays.fill(values, Double.NaN);
    measured.forEach((feature, value) -> values[feature.ordinal()] = value);
  }

  /** The value of one feature; NaN where not defined. */
  public double value(Feature feature) {
    return values[feature.ordinal()];
  }

  /** The values by the names of their columns. */
  public SortedMap<String, Double> byColumn() {
    SortedMap<String, Double> byColumn = new TreeMap<>();
    for (Feature feature : Feature.values()) {
      byColumn.put(feature.column(), value(feature));
    }
    return byColumn;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Features that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
