package org.shaketable.analytics.stats.aggregate;

import java.util.Arrays;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Resample;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Probability that a random run of X scores higher than a random run of Y on a random task.
 *
 * <pre>mean over tasks of (#{x &gt; y} + 1/2 #{x = y}) / (n_x n_y)</pre>
 *
 * 0.5 is no difference.
 *
 * <ul>
 *   <li>runs may differ in number, tasks may not
 *   <li>no run or no task: NaN; NaN among the scores: refused by no rule, it counts as neither
 *       larger nor equal
 *   <li>a strictly increasing map of all scores changes nothing
 * </ul>
 */
public final class ProbabilityOfImprovement {
  private ProbabilityOfImprovement() {}

  /** The probability for two matrices, runs x tasks. */
  public static double of(double[][] x, double[][] y) {
    if (x.length == 0 || y.length == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (int task = 0; task < x[0].length; task++) {
      int at = task;
      sum +=
          ofTask(
              Arrays.stream(x).mapToDouble(run -> run[at]).toArray(),
              Arrays.stream(y).mapToDouble(run -> run[at]).toArray());
    }
    return sum / x[0].length;
  }

  /**
   * The probability with rliable's percentile interval, drawing the runs of both independently in
   * every task. With 4 to 20 runs it covers 36 to 93 % ({@code bench coverage}); the tables have
   * {@link org.shaketable.analytics.stats.detection.Auc#interval}.
   */
  public static Interval interval(double[][] x, double[][] y, BootstrapSettings settings) {
    Strata.Builder builder = Strata.builder(1);
    add(builder, x, "x");
    add(builder, y, "y");
    return Bootstrap.percentile(builder.build(), ProbabilityOfImprovement::ofRows, settings);
  }

  private static void add(Strata.Builder builder, double[][] scores, String side) {
    for (int run = 0; run < scores.length; run++) {
      for (int task = 0; task < scores[run].length; task++) {
        builder.add(
            String.format("%06d%s", task, side), String.format("%06d", run), scores[run][task]);
      }
    }
  }

  /** Strata 2 t and 2 t + 1 are the runs of X and of Y on task t. */
  private static double ofRows(Resample rows) {
    int tasks = rows.strata().strata() / 2;
    double sum = 0;
    for (int task = 0; task < tasks; task++) {
      sum += ofTask(values(rows, 2 * task), values(rows, 2 * task + 1));
    }
    return sum / tasks;
  }

  private static double[] values(Resample rows, int stratum) {
    int start = rows.strata().start(stratum);
    double[] values = new double[rows.strata().start(stratum + 1) - start];
    Arrays.setAll(values, i -> rows.value(0, start + i));
    return values;
  }

  private static double ofTask(double[] x, double[] y) {
    double wins = 0;
    for (double a : x) {
      for (double b : y) {
        wins += a > b ? 1 : a == b ? 0.5 : 0;
      }
    }
    return wins / x.length / y.length;
  }
}
