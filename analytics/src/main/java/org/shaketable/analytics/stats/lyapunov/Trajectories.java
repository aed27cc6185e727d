package org.shaketable.analytics.stats.lyapunov;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.metastate.Comoments;
import org.shaketable.analytics.stats.metastate.Components;
import org.shaketable.analytics.stats.monitoring.EffectiveDimension;

/**
 * Parameters of several trainings at several checkpoints: checkpoints x trajectories x parameters.
 *
 * <p>They are compared in the principal components of all points together (centred, not scaled), at
 * most three and fewer than there are trajectories.
 *
 * <ul>
 *   <li>one trajectory: no spread; 0 at every checkpoint and a convergence ratio of 1
 *   <li>NaN: NaN
 *   <li>a shift of all parameters changes nothing; scaling scales the spread only
 * </ul>
 *
 * Meant for a few dozen parameters or projections of them. Source: deep-lyapunov 0.1.2.
 */
public final class Trajectories {
  private static final int MOST_COMPONENTS = 3;
  private static final int SMALLEST_WINDOW = 10;
  private static final int LARGEST_WINDOW = 50;

  private final double[][][] points;

  private Trajectories(double[][][] points) {
    this.points = points;
  }

  /** Of an array, checkpoints x trajectories x parameters; it is not copied. */
  public static Trajectories of(double[][][] points) {
    return new Trajectories(points);
  }

  /**
   * Spread between the trajectories at each checkpoint: root of the sum over components of their
   * variance (with n). Smaller is more stable.
   */
  public double[] spread() {
    return spread(MOST_COMPONENTS);
  }

  /** The same in at most that many components. */
  public double[] spread(int components) {
    double[][][] scores = scores(components);
    double[] spread = new double[scores.length];
    for (int t = 0; t < spread.length; t++) {
      for (int c = 0; c < scores[t][0].length; c++) {
        int component = c;
        double[] column = Arrays.stream(scores[t]).mapToDouble(s -> s[component]).toArray();
        spread[t] += Moments.of(column).populationVariance();
      }
      spread[t] = Math.sqrt(spread[t]);
    }
    return spread;
  }

  /**
   * Standard deviation of all coordinates at the last checkpoint over that at the first, with
   * trajectories and components pooled; below 1 they converge. It depends on the signs of the
   * components (each has its score of largest size positive); {@link #spread} has no such freedom.
   */
  public double convergenceRatio() {
    return convergenceRatio(MOST_COMPONENTS);
  }

  /** The same in at most that many components. */
  public double convergenceRatio(int components) {
    double[][][] scores = scores(components);
    double first = pooled(scores[0]);
    return points[0].length < 2 ? 1 : pooled(scores[scores.length - 1]) / first;
  }

  private static double pooled(double[][] scores) {
    double[] all = Arrays.stream(scores).flatMapToDouble(Arrays::stream).toArray();
    return Math.sqrt(Moments.of(all).populationVariance());
  }

  /** Mean distance of the other trajectories from one of them, at each checkpoint. */
  public double[] distanceFrom(int reference) {
    return Arrays.stream(points)
        .mapToDouble(checkpoint -> meanDistance(checkpoint, reference))
        .toArray();
  }

  private static double meanDistance(double[][] checkpoint, int reference) {
    double sum = 0;
    for (double[] point : checkpoint) {
      double squares = 0;
      for (int p = 0; p < point.length; p++) {
        double d = point[p] - checkpoint[reference][p];
        squares += d * d;
      }
      sum += Math.sqrt(squares);
    }
    return checkpoint.length < 2 ? 0 : sum / (checkpoint.length - 1);
  }

  /** Participation ratio of all points together. */
  public double participationRatio() {
    return participationRatio(0, points.length);
  }

  /**
   * Participation ratio in windows of a quarter of the checkpoints (10 to 50), each half a window
   * after the one before; of the whole where none fits.
   */
  public double[] effectiveDimensionality() {
    int quarter = Math.max(SMALLEST_WINDOW, points.length / 4);
    return effectiveDimensionality(Math.min(LARGEST_WINDOW, quarter));
  }

  /** The same in windows of that many checkpoints. */
  public double[] effectiveDimensionality(int window) {
    List<Double> values = new ArrayList<>();
    for (int start = 0; start + window <= points.length; start += Math.max(1, window / 2)) {
      values.add(participationRatio(start, start + window));
    }
    if (values.isEmpty()) {
      values.add(participationRatio());
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double participationRatio(int from, int to) {
    double[][] rows =
        Arrays.stream(points, from, to).flatMap(Arrays::stream).toArray(double[][]::new);
    return EffectiveDimension.PARTICIPATION_RATIO.of(Components.of(covariance(rows)).eigenvalues());
  }

  /** Coordinates on the leading components, checkpoints x trajectories x components. */
  private double[][][] scores(int most) {
    double[][] rows = Arrays.stream(points).flatMap(Arrays::stream).toArray(double[][]::new);
    int trajectories = points[0].length;
    int count = Math.min(Math.min(most, rows[0].length), trajectories - 1);
    Components components = Components.of(covariance(rows));
    double[] mean = means(rows);
    double[][] scores = new double[rows.length][count];
    for (int c = 0; c < count; c++) {
      double[] axis = components.vector(c);
      double largest = 0;
      for (int row = 0; row < rows.length; row++) {
        for (int p = 0; p < axis.length; p++) {
          scores[row][c] += (rows[row][p] - mean[p]) * axis[p];
        }
        largest = Math.abs(scores[row][c]) > Math.abs(largest) ? scores[row][c] : largest;
      }
      for (int row = 0; row < rows.length && largest < 0; row++) {
        scores[row][c] = -scores[row][c];
      }
    }
    double[][][] shaped = new double[points.length][trajectories][];
    for (int row = 0; row < rows.length; row++) {
      shaped[row / trajectories][row % trajectories] = scores[row];
    }
    return shaped;
  }

  private static double[] means(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int p = 0; p < mean.length; p++) {
        mean[p] += row[p] / rows.length;
      }
    }
    return mean;
  }

  private static double[][] covariance(double[][] rows) {
    Comoments comoments = new Comoments(rows[0].length);
    for (double[] row : rows) {
      comoments.add(row);
    }
    return comoments.covariance();
  }
}
