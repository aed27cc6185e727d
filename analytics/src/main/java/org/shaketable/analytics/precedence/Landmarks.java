package org.shaketable.analytics.precedence;

import java.io.Serializable;

/**
 * The rows of trajectories at which runs are looked at: every so-manieth from the first on.
 *
 * @param stride rows from one to the next
 */
public record Landmarks(int stride) implements Serializable {
  /** Every row. */
  public static final Landmarks EVERY = new Landmarks(1);

  private static final int ENOUGH = 40;

  /** About forty of runs of so many evaluations. */
  public static Landmarks sparse(int evaluations) {
    return new Landmarks(Math.max(1, evaluations / ENOUGH));
  }

  /** The first that is not before a row. */
  int from(int row) {
    return (row + stride - 1) / stride * stride;
  }

  int next(int row) {
    return row + stride;
  }

  /** The number of a row that is one of them. */
  int place(int row) {
    return row / stride;
  }

  /** How many there are in so many rows. */
  public int count(int rows) {
    return (rows + stride - 1) / stride;
  }

  /** The row of that number. */
  public int row(int place) {
    return place * stride;
  }
}
