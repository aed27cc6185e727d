package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.shaketable.analytics.detection.Detector;
import org.shaketable.analytics.detection.Observed;
import org.shaketable.analytics.detection.Subject;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;

/** Scores disturbed runs by all detectors that a question is about. */
final class Scores implements Serializable {
  private static final long serialVersionUID = 1;

  private final TrajectoryColumns columns;
  private final Question question;

  Scores(TrajectoryColumns columns, Question question) {
    this.columns = columns;
    this.question = question;
  }

  /** A disturbed run, by the detectors that its configuration has. */
  ScoredRun of(PackedRun run, RunEnd outcome, ControlGroup group, Iterable<Detector> detectors) {
    Trajectory own = run.trajectory(columns.width());
    int onset = own.lastBy(run.facts().onsetStep());
    Observed seen =
        Observed.of(
            Subject.of(run.facts()),
            own,
            columns,
            group.reference(),
            group.workload().performanceDirection());
    Map<String, Detector> byName =
        StreamSupport.stream(detectors.spliterator(), false)
            .collect(Collectors.toMap(Detector::name, detector -> detector));
    double[][] scores = Arrays.copyOf(Visible.of(own, onset), question.width());
    for (int d = 0; d < question.detectors().size(); d++) {
      Detector detector = byName.get(question.detectors().get(d));
      scores[Visible.WIDTH + d] = detector == null ? unknown(own.length()) : detector.scores(seen);
    }
    return new ScoredRun(
        run.facts().condition(),
        run.runId(),
        outcome,
        onset,
        own.length(),
        Landmarks.EVERY,
        scores);
  }

  private static double[] unknown(int length) {
    double[] unknown = new double[length];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  /** The runs of one condition in order, with the scores of the first detector shuffled as well. */
  List<ScoredRun> condition(Iterable<ScoredRun> runs) {
    List<ScoredRun> sorted =
        StreamSupport.stream(runs.spliterator(), false)
            .sorted(Comparator.comparing(ScoredRun::runId))
            .toList();
    List<ScoredRun> order = new ArrayList<>(sorted);
    Collections.shuffle(order, new Random(Seeds.of(Question.SHUFFLED, sorted.get(0).runId())));
    int last = question.width() - 1;
    for (int i = 0; i < sorted.size(); i++) {
      double[] own = sorted.get(i).columns()[last];
      double[] other = order.get(i).columns()[Visible.WIDTH];
      int known = Math.min(own.length, other.length);
      System.arraycopy(other, 0, own, 0, known);
    }
    return sorted;
  }
}
