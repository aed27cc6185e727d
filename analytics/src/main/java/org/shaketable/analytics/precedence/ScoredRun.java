package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.util.KnownSizeEstimation;
import org.shaketable.analytics.table.Condition;

/**
 * A disturbed run as it is compared with others of its condition.
 *
 * @param onset the last row before the disturbance
 * @param rows evaluations that it has
 * @param at the rows at which it is looked at
 * @param columns columns x the first of those rows behind the onset: what is visible anyway ({@link
 *     Visible}), then each detector's scores; NaN where unknown. A column may end where the run
 *     stands no longer
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScoredRun(
    Condition condition,
    String runId,
    RunEnd outcome,
    int onset,
    int rows,
    Landmarks at,
    double[][] columns)
    implements Serializable, KnownSizeEstimation {

  /** What a run takes beside its columns, about. */
  private static final long BYTES = 200;

  /**
   * A run of which all columns are known at all landmarks; of these it keeps what is looked at
   * while it stands.
   *
   * @param columns columns x landmarks from the first row on
   */
  public static ScoredRun standing(
      Condition condition,
      String runId,
      RunEnd outcome,
      int onset,
      int rows,
      Landmarks at,
      double[][] columns) {
    double[][] kept = new double[columns.length][];
    int end = at.count(outcome.stands(rows));
    Arrays.setAll(kept, column -> cut(columns[column], first(onset, at), end));
    return new ScoredRun(condition, runId, outcome, onset, rows, at, kept);
  }

  /** The values of a column between two places; none where the end comes first. */
  static double[] cut(double[] column, int from, int to) {
    return Arrays.copyOfRange(column, Math.min(from, to), to);
  }

  /** The number of the first landmark behind an onset. */
  static int first(int onset, Landmarks at) {
    return at.place(at.from(onset + 1));
  }

  /** Where a landmark stands in the columns. */
  public int index(int place) {
    return place - first(onset, at);
  }

  /** The same run, had it collapsed at another evaluation. */
  ScoredRun collapsing(int evaluation) {
    return new ScoredRun(
        condition, runId, new RunEnd(outcome.replicate(), evaluation), onset, rows, at, columns);
  }

  /** The same run with other columns, of a condition that is shared with other runs. */
  ScoredRun with(Condition shared, double[][] others) {
    return new ScoredRun(shared, runId, outcome, onset, rows, at, others);
  }

  /** The same run, of which it is only asked what became of it. */
  ScoredRun withoutColumns() {
    return with(condition, new double[0][]);
  }

  /** Whether it stands at a row behind its onset. */
  boolean stands(int row) {
    return row > onset && row < outcome.stands(rows);
  }

  /** Whether it collapses within so many evaluations behind a row. */
  boolean collapses(int row, int horizon) {
    return outcome.collapse() != RunEnd.NEVER && outcome.collapse() - row <= horizon;
  }

  /** Whether it is known to stand for so many evaluations behind a row. */
  boolean survives(int row, int horizon) {
    return !collapses(row, horizon) && (outcome.collapse() != RunEnd.NEVER || row + horizon < rows);
  }

  /** Bytes in memory, so that Spark need not walk through every column to know. */
  @Override
  public long estimatedSize() {
    long bytes = BYTES;
    for (double[] column : columns) {
      bytes += Double.BYTES * (2L + column.length);
    }
    return bytes;
  }
}
