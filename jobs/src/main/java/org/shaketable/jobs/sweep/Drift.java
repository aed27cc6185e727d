package org.shaketable.jobs.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.shaketable.analytics.condition.ProgramNoise;
import org.shaketable.analytics.table.RepeatRow;

/**
 * How far equal runs of a program drift apart: the largest differences of some from a first.
 *
 * @param rows one an evaluation, in order
 */
record Drift(List<RepeatRow> rows) {
  /**
   * Up to so many times the largest difference is still taken for the program's own noise. Measured
   * on {@code spiral_numpy.py} and {@code corridor_rl.py} of {@code conf/programs}, made noisy by
   * an unseeded order of what they learn from, or by gradients off by a hundredth, 40 equal runs of
   * each: of 4000 replays drawn from them 0.3 to 2.0 % lie beyond it where three runs were compared
   * with a first, and 7 to 18 % where one was.
   */
  static final double MARGIN = ProgramNoise.MARGIN;

  Drift {
    rows = List.copyOf(rows);
  }

  static Drift of(List<RepeatRow> rows) {
    return new Drift(rows);
  }

  /** Whether all had the same bits to the end. */
  boolean none() {
    return !some();
  }

  /** Whether any differed. */
  boolean some() {
    return !rows.isEmpty() && !rows.get(rows.size() - 1).equal();
  }

  /** Performance may differ so much at any evaluation, and still be equal but for the noise. */
  double allowed() {
    return MARGIN * rows.stream().mapToDouble(RepeatRow::performanceDifference).max().orElse(0);
  }

  /** How differences of performance compare with these, as the end of a sentence. */
  String compared(double[] differences) {
    return String.format(
        Locale.ROOT,
        "its performance by at most %.3g, and equal runs of the program were %s",
        Arrays.stream(differences).max().orElse(0),
        this);
  }

  /** The drift in words, as the end of a sentence. */
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
