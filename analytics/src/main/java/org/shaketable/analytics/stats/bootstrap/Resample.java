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
      int n = strata.start(s + 1) - start;
      for (int i = 0; i < n; i++) {
        counts[start + draws.nextInt(n)]++;
      }
    }
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
    double sum = 0;
    int n = 0;
    for (int row = 0; row < counts.length; row++) {
      double value = strata.value(column, row);
      if (!Double.isNaN(value) && counts[row] > 0) {
        sum += counts[row] * value;
        n += counts[row];
      }
    }
    return n == 0 ? Double.NaN : sum / n;
  }

  /** Mean of a column without its NaN values and without a share of the rest at each end. */
  double trimmedMean(int column, double share) {
    int[] ascending = strata.ascending(column);
    double[] sorted = strata.sorted(column);
    int n = drawn(ascending);
    int dropped = (int) (share * n);
    int first = 0;
    int seen = 0;
    while (first < ascending.length && seen + counts[ascending[first]] <= dropped) {
      seen += counts[ascending[first++]];
    }
    // The first value kept and the last are drawn to both sides of the cut.
    int left = n - 2 * dropped;
    double sum = 0;
    for (int i = first; left > 0; i++) {
      int kept = Math.min(counts[ascending[i]] - (i == first ? dropped - seen : 0), left);
      sum += kept == 0 ? 0 : kept * sorted[i];
      left -= kept;
    }
    return n == 0 ? Double.NaN : sum / (n - 2 * dropped);
  }

  /** How many of these rows were drawn, repeats counted. */
  private int drawn(int[] ascending) {
    if (ascending.length == counts.length) {
      return size;
    }
    int n = 0;
    for (int row : ascending) {
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
    double low = ordered(column, ascending, below);
    double high = ordered(column, ascending, Math.min(below + 1, n - 1));
    return low == high ? low : Percentiles.interpolate(low, high, h - below);
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

  /** Mean of a column's values, each at most a limit. */
  double cappedMean(int column, double limit) {
    double sum = 0;
    int n = 0;
    for (int row = 0; row < counts.length; row++) {
      double value = strata.value(column, row);
      if (!Double.isNaN(value)) {
        sum += counts[row] * Math.min(value, limit);
        n += counts[row];
      }
    }
    return n == 0 ? Double.NaN : sum / n;
  }

  /** The value that has so many of those drawn before it; NaN if there are none. */
  private double ordered(int column, int[] ascending, int before) {
    int seen = 0;
    for (int row : ascending) {
      seen += counts[row];
      if (seen > before) {
        return strata.value(column, row);
      }
    }
    return Double.NaN;
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
