package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.spark.util.KnownSizeEstimation;
import org.shaketable.analytics.detection.Catalogue;
import org.shaketable.analytics.detection.RunScores;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.table.Condition;

/** Disturbed runs as they are compared, by the scores of all detectors that a question is about. */
final class Scores implements Serializable {
  private static final long serialVersionUID = 1;

  private final Question question;

  Scores(Question question) {
    this.question = question;
  }

  /**
   * A run that has not met the others of its condition.
   *
   * @param run with all columns but that of shuffled scores
   * @param first the scores of the first detector at every evaluation
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Single(ScoredRun run, double[] first) implements Serializable, KnownSizeEstimation {
    @Override
    public long estimatedSize() {
      return run.estimatedSize() + (long) Double.BYTES * first.length;
    }
  }

  /**
   * A disturbed run, by the scores of the detectors that its configuration has. Those of the
   * meta-state, and what is visible, are kept behind its collapse, too: it might collapse later
   * were collapses otherwise defined.
   */
  Single of(RunScores seen, RunEnd outcome) {
    int rows = seen.trajectory().length();
    int onset = seen.trajectory().lastBy(seen.facts().onsetStep());
    int from = ScoredRun.first(onset, Landmarks.EVERY);
    double[][] columns = Arrays.copyOf(Visible.of(seen.trajectory(), onset), question.width() - 1);
    for (int c = 0; c < Visible.WIDTH; c++) {
      columns[c] = ScoredRun.cut(columns[c], from, rows);
    }
    for (int d = 0; Visible.WIDTH + d < columns.length; d++) {
      String detector = question.detectors().get(d);
      int end = detector.equals(Catalogue.META_STATE) ? rows : outcome.stands(rows);
      columns[Visible.WIDTH + d] = ScoredRun.cut(scores(seen, detector), from, end);
    }
    return new Single(
        new ScoredRun(
            seen.facts().condition(),
            seen.facts().runId(),
            outcome,
            onset,
            rows,
            Landmarks.EVERY,
            columns),
        scores(seen, question.detectors().get(0)));
  }

  private static double[] scores(RunScores seen, String detector) {
    double[] scores = seen.byDetector().get(detector);
    return scores == null ? unknown(seen.trajectory().length()) : scores;
  }

  private static double[] unknown(int length) {
    double[] unknown = new double[length];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  /**
   * The runs of one condition in order, each with the scores that the first detector gave another
   * of them as its last column.
   */
  List<ScoredRun> condition(Condition condition, List<Single> runs) {
    List<Single> sorted =
        runs.stream().sorted(Comparator.comparing(single -> single.run().runId())).toList();
    if (sorted.isEmpty()) {
      return List.of();
    }
    List<Single> order = new ArrayList<>(sorted);
    Collections.shuffle(
        order, new Random(Seeds.of(Question.SHUFFLED, sorted.get(0).run().runId())));
    List<ScoredRun> met = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      ScoredRun run = sorted.get(i).run();
      double[][] columns = Arrays.copyOf(run.columns(), question.width());
      columns[columns.length - 1] = shuffled(run, order.get(i).first());
      met.add(run.with(condition, columns));
    }
    return met;
  }

  /** What a run has of another's scores, which may be longer or shorter than itself. */
  private static double[] shuffled(ScoredRun run, double[] other) {
    double[] own = unknown(run.rows());
    System.arraycopy(other, 0, own, 0, Math.min(own.length, other.length));
    return ScoredRun.cut(
        own, ScoredRun.first(run.onset(), run.at()), run.outcome().stands(run.rows()));
  }

  /** The runs of one condition by one of the detectors alone, without shuffled scores. */
  List<ScoredRun> only(String detector, List<ScoredRun> runs) {
    int column = Visible.WIDTH + question.detectors().indexOf(detector);
    return runs.stream()
        .map(
            run -> {
              double[][] columns = Arrays.copyOf(run.columns(), Visible.WIDTH + 1);
              columns[Visible.WIDTH] = run.columns()[column];
              return run.with(run.condition(), columns);
            })
        .toList();
  }
}
