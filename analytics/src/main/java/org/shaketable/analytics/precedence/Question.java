package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.List;

/**
 * What is asked of a workload: do these detectors order its runs by who collapses within the
 * horizon?
 *
 * @param detectors their names, in the order of the columns; the last is {@link #SHUFFLED}
 * @param horizon evaluations
 */
public record Question(List<String> detectors, int horizon) implements Serializable {
  /** Scores of the first detector, each run having those of another of its condition. */
  public static final String SHUFFLED = "shuffled_runs";

  private static final int SHARE = 10;
  private static final int LEAST = 3;

  public Question {
    detectors = List.copyOf(detectors);
  }

  /** The horizon of runs of so many evaluations: a tenth of them, 3 at least. */
  public static int horizon(int evaluations) {
    return Math.max(LEAST, evaluations / SHARE);
  }

  /** Columns of a scored run. */
  int width() {
    return Visible.WIDTH + detectors.size();
  }
}
