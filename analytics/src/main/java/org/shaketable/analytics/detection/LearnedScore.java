package org.shaketable.analytics.detection;

import java.util.Arrays;
import java.util.List;

/**
 * A score that was learned from runs of other families and of other seeds than the one it judges.
 *
 * <p>A run that nothing disturbs has a model of every family that may judge it, and its score is
 * the largest of theirs: a threshold by such runs holds for each of the models alone.
 */
record LearnedScore(LearnedModels models) implements Detector {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return models.name();
  }

  @Override
  public double[] scores(Observed run) {
    double[] scores = new double[run.length()];
    Arrays.fill(scores, Double.NaN);
    List<LearnedModel> judges = models.of(run.subject());
    if (judges.isEmpty()) {
      return scores;
    }
    double[][] windows = run.past().windows(models.features());
    for (int i = 0; i < scores.length; i++) {
      if (windows[i] != null) {
        scores[i] = largest(judges, windows[i]);
      }
    }
    return scores;
  }

  private static double largest(List<LearnedModel> judges, double[] windows) {
    double largest = Double.NEGATIVE_INFINITY;
    for (LearnedModel judge : judges) {
      largest = Math.max(largest, judge.score(windows));
    }
    return largest;
  }
}
