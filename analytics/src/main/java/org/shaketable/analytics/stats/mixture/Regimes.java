package org.shaketable.analytics.stats.mixture;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.descriptive.Moments;

/**
 * How many clouds the rows of some runs form in a plane, and which.
 *
 * <pre>
 * BIC(K) = -2 n* (mean log-likelihood a row) + (6 K - 1) log n*
 * n* = R min over coordinates of (variance of rows / variance of the means of runs), R to n
 * </pre>
 *
 * <p>Rows of one run resemble each other, and n of them are worth fewer: n* is what the means of
 * runs say that they are worth. Of 1 to {@value #MOST} clouds the smallest BIC wins among those
 * that are clouds: one always is, more are where between any two the density falls to half of the
 * lower peak ({@link Separation}), each has a twentieth of the rows, and of {@value #FEWEST_RUNS}
 * runs or more. Without the last three, normal densities are spent on the tails of a single cloud
 * and BIC welcomes them. Sources: Schwarz 1978, doi:10.1214/aos/1176344136; Kish 1965 on the design
 * effect.
 *
 * <ul>
 *   <li>fewer than {@value #FEWEST_RUNS} runs, or points that do not spread: one cloud
 *   <li>more than {@value #ROWS} rows: one of several evaluations of each run is taken
 *   <li>the order of the runs changes bits, and no more
 * </ul>
 *
 * @param mixture the clouds, the largest first
 * @param bic that of 1, 2, ... clouds, as they were fitted; the smaller the better
 * @param rows how many rows were fitted
 * @param effectiveRows n*
 * @param runs of which they are
 */
public record Regimes(Mixture mixture, List<Double> bic, int rows, double effectiveRows, int runs)
    implements Serializable {
  private static final int MOST = 4;
  private static final int FEWEST_RUNS = 3;
  private static final int ROWS = 2_000;
  private static final double LEAST_WEIGHT = 0.05;
  private static final double FALL = 0.5;
  private static final double RIDGE = 1e-3;

  public Regimes {
    bic = List.copyOf(bic);
  }

  /** Whether there is more than one. */
  public boolean several() {
    return mixture.clouds().size() > 1;
  }

  /**
   * The clouds of some runs; null where there are fewer than three rows or they do not spread.
   *
   * @param runs of each its rows, pairs of finite coordinates
   */
  public static Regimes of(List<double[][]> runs) {
    List<double[][]> thinned = thinned(runs);
    double[] x = coordinate(thinned, 0);
    double[] y = coordinate(thinned, 1);
    double scale = (Moments.of(x).populationVariance() + Moments.of(y).populationVariance()) / 2;
    if (x.length < 3 || !(scale > 0)) {
      return null;
    }
    Expectation expectation = new Expectation(x, y, RIDGE * scale);
    double rows = effective(thinned, x, y);
    Expectation.Fitted fitted = expectation.single();
    Mixture best = fitted.mixture();
    List<Double> bic = new ArrayList<>(List.of(bic(fitted, rows)));
    double least = bic.get(0);
    for (int count = 2; count <= MOST && thinned.size() >= FEWEST_RUNS; count++) {
      fitted = expectation.further(fitted.mixture());
      bic.add(bic(fitted, rows));
      if (bic.get(count - 1) < least && apart(fitted.mixture(), thinned)) {
        least = bic.get(count - 1);
        best = fitted.mixture();
      }
    }
    return new Regimes(best, bic, x.length, rows, thinned.size());
  }

  private static double bic(Expectation.Fitted fitted, double rows) {
    return -2 * rows * fitted.logLikelihood() + fitted.mixture().parameters() * Math.log(rows);
  }

  private static List<double[][]> thinned(List<double[][]> runs) {
    List<double[][]> filled = runs.stream().filter(run -> run.length > 0).toList();
    int rows = filled.stream().mapToInt(run -> run.length).sum();
    int every = Math.max(1, (rows + ROWS - 1) / ROWS);
    return filled.stream()
        .map(
            run ->
                IntStream.range(0, (run.length + every - 1) / every)
                    .mapToObj(i -> run[i * every])
                    .toArray(double[][]::new))
        .toList();
  }

  private static double[] coordinate(List<double[][]> runs, int which) {
    return runs.stream().flatMap(Arrays::stream).mapToDouble(row -> row[which]).toArray();
  }

  /** n*. */
  private static double effective(List<double[][]> runs, double[] x, double[] y) {
    int count = runs.size();
    if (count < 2) {
      return x.length;
    }
    double worth = count * Math.min(ratio(runs, 0, x), ratio(runs, 1, y));
    return Math.max(Math.min(count, x.length), Math.min(x.length, worth));
  }

  private static double ratio(List<double[][]> runs, int which, double[] all) {
    double[] means =
        runs.stream()
            .mapToDouble(
                run -> Arrays.stream(run).mapToDouble(row -> row[which]).average().orElseThrow())
            .toArray();
    double between = Moments.of(means).variance();
    return between > 0 ? Moments.of(all).populationVariance() / between : Double.MAX_VALUE;
  }

  private static boolean apart(Mixture mixture, List<double[][]> runs) {
    List<Cloud> clouds = mixture.clouds();
    for (int i = 0; i < clouds.size(); i++) {
      if (clouds.get(i).weight() < LEAST_WEIGHT || visitors(mixture, i, runs) < FEWEST_RUNS) {
        return false;
      }
      for (int j = 0; j < i; j++) {
        if (Separation.ratio(clouds.get(i), clouds.get(j)) > FALL) {
          return false;
        }
      }
    }
    return true;
  }

  /** How many runs have a row in a cloud. */
  private static long visitors(Mixture mixture, int cloud, List<double[][]> runs) {
    return runs.stream()
        .filter(
            run -> Arrays.stream(run).anyMatch(row -> mixture.likeliest(row[0], row[1]) == cloud))
        .count();
  }
}
