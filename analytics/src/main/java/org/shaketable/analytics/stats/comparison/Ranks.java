package org.shaketable.analytics.stats.comparison;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

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
    Integer[] order = order(values);
    double[] ranks = new double[values.length];
    for (int i = 0; i < order.length; ) {
      int end = tieEnd(values, order, i);
      for (int k = i; k < end; k++) {
        ranks[order[k]] = (i + 1 + end) / 2.0;
      }
      i = end;
    }
    return ranks;
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
    Integer[] order = order(values);
    int[] sizes = new int[values.length];
    int groups = 0;
    for (int i = 0; i < order.length; ) {
      int end = tieEnd(values, order, i);
      sizes[groups++] = end - i;
      i = end;
    }
    return Arrays.copyOf(sizes, groups);
  }

  private static Integer[] order(double[] values) {
    if (Arrays.stream(values).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("Invalid values: expected numbers to rank, found NaN");
    }
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i] + 0.0))
        .toArray(Integer[]::new);
  }

  private static int tieEnd(double[] values, Integer[] order, int start) {
    int end = start + 1;
    while (end < order.length && values[order[end]] == values[order[start]]) {
      end++;
    }
    return end;
  }
}
