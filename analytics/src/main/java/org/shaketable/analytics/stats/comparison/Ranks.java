package org.shaketable.analytics.stats.comparison;

import java.util.Arrays;

/**
 * Ranks from 1, ties sharing the average of theirs.
 *
 * <ul>
 *   <li>0.0 and -0.0 tie
 *   <li>NaN has no rank: refused
 *   <li>infinities are ordered as numbers
 * </ul>
 */
public final class Ranks {
  private Ranks() {}

  /** The rank of each value, in the order given. */
  public static double[] of(double[] values) {
    double[] sorted = sorted(values);
    double[] ranks = new double[values.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = (below(sorted, values[i]) + 1 + notAbove(sorted, values[i])) / 2.0;
    }
    return ranks;
  }

  /** How many of some ascending values are less than a number. */
  public static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many of some ascending values are a number or less. */
  public static int notAbove(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The ranks of all values but one, given the ranks of all. */
  public static double[] without(double[] ranks, int left) {
    double[] rest = new double[ranks.length - 1];
    for (int i = 0; i < rest.length; i++) {
      double rank = ranks[i < left ? i : i + 1];
      double above = rank > ranks[left] ? 1 : 0;
      rest[i] = rank == ranks[left] ? rank - 0.5 : rank - above;
    }
    return rest;
  }

  /** Sizes of the groups of equal values, ascending by value; 1 for a value of its own. */
  public static int[] tieSizes(double[] values) {
    double[] sorted = sorted(values);
    int[] sizes = new int[values.length];
    int groups = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i > 0 && sorted[i] == sorted[i - 1]) {
        sizes[groups - 1]++;
      } else {
        sizes[groups++] = 1;
      }
    }
    return Arrays.copyOf(sizes, groups);
  }

  /** Ascending, with one zero. */
  private static double[] sorted(double[] values) {
    double[] sorted = new double[values.length];
    for (int i = 0; i < sorted.length; i++) {
      if (Double.isNaN(values[i])) {
        throw new IllegalArgumentException("Invalid values: expected numbers to rank, found NaN");
      }
      sorted[i] = values[i] + 0.0;
    }
    Arrays.sort(sorted);
    return sorted;
  }
}
