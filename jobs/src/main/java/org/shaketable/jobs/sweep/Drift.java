package org.shaketable.jobs.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.shaketable.analytics.table.RepeatRow;

/**
 * How far two equal runs of a program drift apart.
 *
 * @param rows one an evaluation, in order; not empty
 */
record Drift(List<RepeatRow> rows) {
  /**
   * One pair of runs says what the next differs by only roughly: up to so many times as much is
   * still taken for the program's own noise.
   */
  static final double MARGIN = 3;

  Drift {
    rows = List.copyOf(rows);
  }

  static Drift of(List<RepeatRow> rows) {
    return new Drift(rows);
  }

  /** Whether the two had the same bits to the end. */
  boolean none() {
    return rows.get(rows.size() - 1).equal();
  }

  /** Performance may differ so much at an evaluation, and still be equal but for the noise. */
  double allowed(int evaluation) {
    return MARGIN
        * rows.stream()
            .filter(row -> row.evaluation() <= evaluation)
            .mapToDouble(RepeatRow::performanceDifference)
            .max()
            .orElse(0);
  }

  /** How differences of performance compare with these, as the end of a sentence. */
  String compared(double[] differences) {
    return String.format(
        Locale.ROOT,
        "its performance by at most %.3g, and two equal runs of the program were %s",
        Arrays.stream(differences).max().orElse(0),
        this);
  }

  /** In words, as the end of a sentence. */
  @Override
  public String toString() {
    if (none()) {
      return "the same bits";
    }
    RepeatRow parting = rows.stream().filter(row -> !row.equal()).findFirst().orElseThrow();
    return String.format(
        Locale.ROOT,
        "apart from step %d on, by up to %.3g in parameters and %.3g in performance",
        parting.step(),
        rows.stream().mapToDouble(RepeatRow::parameterDistance).max().orElseThrow(),
        rows.stream().mapToDouble(RepeatRow::performanceDifference).max().orElseThrow());
  }
}
