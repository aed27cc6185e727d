package org.shaketable.analytics.stats.bootstrap;

import java.util.Arrays;
import org.shaketable.analytics.stats.descriptive.Percentiles;

/**
 * Rows drawn from strata: what a statistic is computed of. Reused between replicates.
 *
 * <p>A draw is kept as how often each row was drawn, so that means and order statistics need one
 * pass over rows that were sorted once. The list of rows drawn is made when it is asked for.
 */
public final class Resample {
  private final Strata strata;
  private final int[] counts;
  private final int[] rows;
  private int size;
  private boolean listed;
  private Draws further;

  Resample(Strata strata) {
    this.strata = strata;
    this.counts = new int[strata.rows()];
    this.rows = new int[strata.rows()];
    identity();
  }

  /** The sample itself. */
  void identity() {
    Arrays.fill(counts, 1);
    size = counts.length;
    listed = false;
    further = null;
  }

  /** All rows but one. */
  void without(int left) {
    identity();
    counts[left] = 0;
    size--;
  }

  /** Rows drawn with replacement, within each stratum as many as it has. */
  void draw(Draws draws) {
    Arrays.fill(counts, 0);
    size = counts.length;
    listed = false;
    for (int s = 0; s < strata.strata(); s++) {
      int start = strata.start(s);
      draws.tally(counts, start, strata.start(s + 1) - start);
    }
    further = draws;
  }

  /** Whether the rows were drawn at random; the sample itself and leaving one out are not. */
  public boolean drawn() {
    return further != null;
  }

  /**
   * The stream that the rows were drawn from, for statistics that need more of it; null where they
   * were not {@link #drawn}.
   */
  public Draws further() {
    return further;
  }

  /** Number of rows drawn. */
  public int size() {
    return size;
  }

  /** How often a row of the strata was drawn. */
  public int count(int row) {
    return counts[row];
  }

  /** Number in a column of the i-th row drawn. */
  public double value(int column, int i) {
    return strata.value(column, row(i));
  }

  /** Position in the strata of the i-th row drawn, in ascending order. */
  public int row(int i) {
    if (!listed) {
      list();
    }
    return rows[i];
  }

  /** The strata drawn from. */
  public Strata strata() {
    return strata;
  }

  /** Mean of a column without its NaN values; NaN if there is no other. */
  double mean(int column) {
    if (strata.finite(column)) {
      return sum(strata.values(column)) / size;
    }
    int[] ascending = strata.ascending(column);
    double[] values = strata.sorted(column);
    int n = drawn(ascending);
    if (n == 0) {
      return Double.NaN;
    }
    return sumOfDrawn(ascending, values) / n;
  }

  /** Sum over all rows, with four partial sums: the processor need not wait for each addition. */
  private double sum(double[] values) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < values.length; i += 4) {
      a += counts[i] * values[i];
      b += counts[i + 1] * values[i + 1];
      c += counts[i + 2] * values[i + 2];
      d += counts[i + 3] * values[i + 3];
    }
    for (; i < values.length; i++) {
      a += counts[i] * values[i];
    }
    return (a + b) + (c + d);
  }

  /** Sum where some are infinite or missing: none of those that were not drawn. */
  private double sumOfDrawn(int[] of, double[] values) {
    double sum = 0;
    for (int i = 0; i < of.length; i++) {
      sum += counts[of[i]] == 0 ? 0 : counts[of[i]] * values[i];
    }
    return sum;
  }

  /** Mean of a column without its NaN values and without a share of the rest at each end. */
  double trimmedMean(int column, double share) {
    int[] ascending = strata.ascending(column);
    double[] values = strata.sorted(column);
    int n = drawn(ascending);
    if (n == 0) {
      return Double.NaN;
    }
    int dropped = (int) (share * n);
    int first = 0;
    int below = counts[ascending[0]];
    while (below <= dropped) {
      below += counts[ascending[++first]];
    }
    int last = ascending.length - 1;
    int above = counts[ascending[last]];
    while (above <= dropped) {
      above += counts[ascending[--last]];
    }
    if (first == last) {
      return values[first];
    }
    if (Double.isInfinite(values[first]) || Double.isInfinite(values[last])) {
      return values[first] + values[last];
    }
    // The outermost values that stay may stay in part; between them there is nothing to ask.
    double sum = (below - dropped) * values[first];
    for (int i = first + 1; i < last; i++) {
      sum += counts[ascending[i]] * values[i];
    }
    return (sum + (above - dropped) * values[last]) / (n - 2 * dropped);
  }

  /** How many of the rows drawn are among those. */
  private int drawn(int[] among) {
    if (among.length == counts.length) {
      return size;
    }
    int n = 0;
    for (int row : among) {
      n += counts[row];
    }
    return n;
  }

  /** Percentile of a column without its NaN values, as {@link Percentiles} has it. */
  double percentile(int column, double p) {
    int[] ascending = strata.ascending(column);
    int n = drawn(ascending);
    double h = (n - 1) * (p / 100);
    int below = (int) h;
    double[] values = strata.sorted(column);
    int at = -1;
    int seen = 0;
    while (seen <= below && at + 1 < ascending.length) {
      seen += counts[ascending[++at]];
    }
    if (seen <= below) {
      return Double.NaN;
    }
    double low = values[at];
    // The next in order may be a further copy of the same row.
    while (seen <= Math.min(below + 1, n - 1)) {
      seen += counts[ascending[++at]];
    }
    double high = values[at];
    return Percentiles.interpolate(low, high, h - below);
  }

  /** Mean of the values of a column at or below a percentile. */
  double lowerTail(int column, double p) {
    double cut = percentile(column, p);
    double sum = 0;
    int n = 0;
    for (int row : strata.ascending(column)) {
      double value = strata.value(column, row);
      if (value > cut) {
        break;
      }
      sum += counts[row] * value;
      n += counts[row];
    }
    return n == 0 ? Double.NaN : sum / n;
  }

  private void list() {
    int i = 0;
    for (int row = 0; row < counts.length; row++) {
      Arrays.fill(rows, i, i + counts[row], row);
      i += counts[row];
    }
    listed = true;
  }
}
