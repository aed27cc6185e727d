package org.shaketable.analytics.precedence;

import java.io.Serializable;
import org.shaketable.analytics.table.Condition;

/**
 * A disturbed run as it is compared with others of its condition.
 *
 * @param onset the last row before the disturbance
 * @param rows evaluations that it has
 * @param at the rows that the columns have
 * @param columns columns x those rows: what is visible anyway ({@link Visible}), then each
 *     detector's scores; NaN where unknown
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
    implements Serializable {

  /** The same run, had it collapsed at another evaluation. */
  ScoredRun collapsing(int evaluation) {
    return new ScoredRun(
        condition, runId, new RunEnd(outcome.replicate(), evaluation), onset, rows, at, columns);
  }

  /** Whether it stands at a row behind its onset. */
  boolean stands(int row) {
    return row > onset && row < rows && row < outcome.collapse();
  }

  /** Whether it collapses within so many evaluations behind a row. */
  boolean collapses(int row, int horizon) {
    return outcome.collapse() != RunEnd.NEVER && outcome.collapse() - row <= horizon;
  }

  /** Whether it is known to stand for so many evaluations behind a row. */
  boolean survives(int row, int horizon) {
    return !collapses(row, horizon) && (outcome.collapse() != RunEnd.NEVER || row + horizon < rows);
  }
}
