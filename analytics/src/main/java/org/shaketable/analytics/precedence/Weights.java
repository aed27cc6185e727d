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

  /** No detector. */
  static final int NONE = -1;

  /** Parts of the seeds. */
  static final int PARTS = 10;

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
  static StackedScore[] sums(Iterable<Placed> strata, int width) {
    StackedScore[] sums = new StackedScore[PARTS];
    Arrays.setAll(sums, part -> new StackedScore(width));
    for (Placed placed : strata) {
      double[][] ranks = placed.ranks();
      Stratum stratum = placed.stratum();
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

  /**
   * The weights of what is visible for a case and a control of two parts, then of a detector.
   *
   * @param detector {@link #NONE} for what is visible alone
   */
  double[] of(int detector, int one, int other) {
    int high = Math.max(one, other);
    int low = Math.min(one, other);
    return detector == NONE ? visible[high][low] : with[detector][high][low];
  }

  /**
   * The weighted sum of a run's ranks.
   *
   * @param ranks of what is visible, then of all detectors
   */
  static double score(double[] weights, int detector, double[] ranks) {
    double sum = 0;
    for (int i = 0; i < Visible.WIDTH; i++) {
      sum += weights[i] * ranks[i];
    }
    return detector == NONE ? sum : sum + weights[Visible.WIDTH] * ranks[Visible.WIDTH + detector];
  }
}
