package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.Arrays;
import org.shaketable.analytics.stats.detection.StackedScore;

/**
 * Weights of what is visible, alone and with each detector, for a pair of seeds: from the runs of
 * all seeds but those of the two parts that the pair belongs to.
 */
final class Weights implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int PARTS = 10;

  private final double[][][] visible;
  private final double[][][][] with;

  private Weights(double[][][] visible, double[][][][] with) {
    this.visible = visible;
    this.with = with;
  }

  /** The part that a seed belongs to. */
  static int part(int replicate) {
    return Math.floorMod(replicate, PARTS);
  }

  /** The sums of a condition, by part. */
  static StackedScore[] sums(Iterable<Stratum> strata, int width) {
    StackedScore[] sums = new StackedScore[PARTS];
    Arrays.setAll(sums, part -> new StackedScore(width));
    for (Stratum stratum : strata) {
      double[][] ranks = stratum.ranks();
      int cases = stratum.cases().size();
      int i = 0;
      for (ScoredRun run : stratum.runs()) {
        sums[part(run.outcome().replicate())].add(ranks[i], (i < cases ? 1 : 0) - stratum.rate());
        i++;
      }
    }
    return sums;
  }

  static StackedScore[] plus(StackedScore[] left, StackedScore[] right) {
    StackedScore[] sums = new StackedScore[left.length];
    Arrays.setAll(sums, part -> left[part].plus(right[part]));
    return sums;
  }

  /** The weights that follow from the sums of all conditions. */
  static Weights of(StackedScore[] sums, int width) {
    int[] columns = new int[Visible.WIDTH];
    Arrays.setAll(columns, i -> i);
    double[][][] visible = new double[PARTS][PARTS][];
    double[][][][] with = new double[width - Visible.WIDTH][PARTS][PARTS][];
    for (int a = 0; a < PARTS; a++) {
      for (int b = 0; b <= a; b++) {
        StackedScore others = others(sums, a, b, width);
        visible[a][b] = others.weights(columns);
        for (int detector = 0; detector < with.length; detector++) {
          int[] more = Arrays.copyOf(columns, columns.length + 1);
          more[columns.length] = Visible.WIDTH + detector;
          with[detector][a][b] = others.weights(more);
        }
      }
    }
    return new Weights(visible, with);
  }

  private static StackedScore others(StackedScore[] sums, int a, int b, int width) {
    StackedScore others = new StackedScore(width);
    for (int part = 0; part < sums.length; part++) {
      others = part == a || part == b ? others : others.plus(sums[part]);
    }
    return others;
  }

  /** How far what is visible puts the first above the second. */
  double visible(ScoredRun first, double[] ranks, ScoredRun second, double[] other) {
    return product(visible[high(first, second)][low(first, second)], ranks, other);
  }

  /** How far what is visible and a detector put the first above the second. */
  double with(int detector, ScoredRun first, double[] ranks, ScoredRun second, double[] other) {
    double[] weights = with[detector][high(first, second)][low(first, second)];
    int column = Visible.WIDTH + detector;
    return product(weights, ranks, other)
        + weights[Visible.WIDTH] * (ranks[column] - other[column]);
  }

  private static int high(ScoredRun first, ScoredRun second) {
    return Math.max(part(first.outcome().replicate()), part(second.outcome().replicate()));
  }

  private static int low(ScoredRun first, ScoredRun second) {
    return Math.min(part(first.outcome().replicate()), part(second.outcome().replicate()));
  }

  private static double product(double[] weights, double[] ranks, double[] other) {
    double sum = 0;
    for (int i = 0; i < Visible.WIDTH; i++) {
      sum += weights[i] * (ranks[i] - other[i]);
    }
    return sum;
  }
}
