package org.shaketable.analytics.stats.comparison;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Where each of some values stands among all of them: how many are less, and how many are no more.
 *
 * <ul>
 *   <li>NaN is no value: it stands nowhere, and the others do not count it
 *   <li>0.0 and -0.0 are equal
 *   <li>infinities are ordered as numbers
 * </ul>
 *
 * Time grows as n log n.
 */
public final class Places implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int NOWHERE = -1;

  private final int[] below;

  /** Null where no two values are equal. */
  private final int[] notAbove;

  private final int known;

  private Places(int[] below, int[] notAbove, int known) {
    this.below = below;
    this.notAbove = notAbove;
    this.known = known;
  }

  /** The places of some values. */
  public static Places of(double[] values) {
    double[] sorted = sorted(values);
    int[] below = new int[values.length];
    Arrays.setAll(below, i -> Double.isNaN(values[i]) ? NOWHERE : Ranks.below(sorted, values[i]));
    return new Places(below, ties(sorted) ? notAbove(below, ends(sorted)) : null, sorted.length);
  }

  private static boolean ties(double[] sorted) {
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        return true;
      }
    }
    return false;
  }

  private static int[] notAbove(int[] below, int[] ends) {
    int[] notAbove = new int[below.length];
    Arrays.setAll(notAbove, i -> below[i] == NOWHERE ? 0 : ends[below[i]]);
    return notAbove;
  }

  /** The values that are any, ascending, with one zero. */
  private static double[] sorted(double[] values) {
    double[] sorted = new double[values.length];
    int known = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sorted[known++] = value + 0.0;
      }
    }
    Arrays.sort(sorted, 0, known);
    return known == sorted.length ? sorted : Arrays.copyOf(sorted, known);
  }

  /** Behind which place the values that equal the one at a place end. */
  private static int[] ends(double[] sorted) {
    int[] ends = new int[sorted.length];
    for (int i = sorted.length - 1; i >= 0; i--) {
      boolean last = i == sorted.length - 1 || sorted[i] < sorted[i + 1];
      ends[i] = last ? i + 1 : ends[i + 1];
    }
    return ends;
  }

  /** Bytes that they take in memory, about. */
  public long bytes() {
    return (notAbove == null ? 1L : 2L) * below.length * Integer.BYTES;
  }

  /** How many values there are, NaN included. */
  public int size() {
    return below.length;
  }

  /** How many values are not NaN. */
  public int known() {
    return known;
  }

  /** Whether a value is one. */
  public boolean known(int i) {
    return below[i] != NOWHERE;
  }

  /** How many are less than a value that is known. */
  public int below(int i) {
    return below[i];
  }

  /** How many are a value that is known, or less. */
  public int notAbove(int i) {
    return notAbove == null ? below[i] + 1 : notAbove[i];
  }

  /** The rank of a value that is known, from 1, ties sharing the average of theirs. */
  public double rank(int i) {
    return (below[i] + 1 + notAbove(i)) / 2.0;
  }
}
