package org.shaketable.analytics.stats.aggregate;

import java.util.Arrays;
import org.shaketable.analytics.stats.bootstrap.Resample;
import org.shaketable.analytics.stats.bootstrap.Statistic;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.descriptive.TrimmedMean;

/**
 * One number for a matrix of scores, runs x tasks.
 *
 * <ul>
 *   <li>no run or no task: NaN
 *   <li>NaN among the scores: NaN; a run that diverged must come with the score that its rule gives
 *   <li>the order of runs and of tasks does not matter
 *   <li>scaling by a positive factor scales the result, a shift shifts it
 * </ul>
 *
 * Larger is better.
 */
public enum Scores {
  /** Mean of all scores. */
  MEAN {
    @Override
    public double of(double[][] scores) {
      return Arrays.stream(scores).flatMapToDouble(Arrays::stream).average().orElse(Double.NaN);
    }

    @Override
    public Statistic statistic() {
      return Statistic.mean(0);
    }
  },
  /** Median over tasks of the mean over runs. */
  MEDIAN {
    @Override
    public double of(double[][] scores) {
      return Percentiles.median(taskMeans(scores));
    }

    @Override
    public Statistic statistic() {
      return Scores::medianOfStratumMeans;
    }
  },
  /** Mean of the middle half of all scores. */
  INTERQUARTILE_MEAN {
    @Override
    public double of(double[][] scores) {
      return TrimmedMean.interquartile(
          Arrays.stream(scores).flatMapToDouble(Arrays::stream).toArray());
    }

    @Override
    public Statistic statistic() {
      return Statistic.interquartileMean(0);
    }
  };

  /** The aggregate of a matrix. */
  public abstract double of(double[][] scores);

  /** The same for the bootstrap, of strata made of tasks. */
  public abstract Statistic statistic();

  static double[] taskMeans(double[][] scores) {
    double[] means = new double[scores.length == 0 ? 0 : scores[0].length];
    for (double[] run : scores) {
      for (int task = 0; task < means.length; task++) {
        means[task] += run[task] / scores.length;
      }
    }
    return means;
  }

  private static double medianOfStratumMeans(Resample rows) {
    double[] means = new double[rows.strata().strata()];
    for (int s = 0; s < means.length; s++) {
      int start = rows.strata().start(s);
      int end = rows.strata().start(s + 1);
      for (int row = start; row < end; row++) {
        means[s] += rows.count(row) * rows.strata().value(0, row) / (end - start);
      }
    }
    return Percentiles.median(means);
  }
}
