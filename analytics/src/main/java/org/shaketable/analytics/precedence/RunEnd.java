package org.shaketable.analytics.precedence;

import java.io.Serializable;

/**
 * What became of a run.
 *
 * @param replicate its seed
 * @param collapse number of the evaluation at which it collapsed; {@link #NEVER} for none
 */
public record RunEnd(int replicate, int collapse) implements Serializable {
  /** Collapse of a run that did not. */
  public static final int NEVER = Integer.MAX_VALUE;

  /** How many of so many evaluations come before the collapse. */
  int stands(int rows) {
    return Math.min(rows, collapse);
  }
}
