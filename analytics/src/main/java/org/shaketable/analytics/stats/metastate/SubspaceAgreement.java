package org.shaketable.analytics.stats.metastate;

import java.util.SplittableRandom;

/**
 * How far two samples agree on the space of their first k principal components.
 *
 * <pre>agreement = |U' V|^2 / k = mean over i of cos^2(principal angle i)</pre>
 *
 * with the components of each sample's covariance, or correlations, in the columns of U and V, p
 * features long. In [0, 1]; 1 is the same space, and k / p is what unrelated spaces give on
 * average. Source: Krzanowski 1979, doi:10.1080/01621459.1979.10481674.
 *
 * <ul>
 *   <li>k at or above p: 1
 *   <li>k = 0, or a NaN in a covariance (fewer than two rows): NaN
 *   <li>which sample comes first does not matter, nor the scale of either
 * </ul>
 */
public final class SubspaceAgreement {
  private SubspaceAgreement() {}

  /** The agreement of two covariance or correlation matrices over the same features. */
  public static double of(double[][] left, double[][] right, int components) {
    int k = Math.min(components, left.length);
    Components first = Components.of(left);
    Components second = Components.of(right);
    if (k == 0 || Double.isNaN(first.eigenvalues()[0] + second.eigenvalues()[0])) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double cosine = product(first.vector(i), second.vector(j));
        sum += cosine * cosine;
      }
    }
    return Math.min(1, sum / k);
  }

  /** Agreements of pairs of spaces of random directions, independent of each other. */
  public static double[] ofChance(int features, int components, int draws, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] agreements = new double[draws];
    int k = Math.min(components, features);
    for (int draw = 0; draw < draws; draw++) {
      double[][] basis = new double[k][features];
      for (int i = 0; i < k; i++) {
        for (int f = 0; f < features; f++) {
          basis[i][f] = random.nextGaussian();
        }
        orthonormal(basis, i);
        // The other space may be that of the first k axes: only how they lie to each other counts.
        for (int axis = 0; axis < k; axis++) {
          agreements[draw] += basis[i][axis] * basis[i][axis] / k;
        }
      }
    }
    return agreements;
  }

  private static void orthonormal(double[][] basis, int last) {
    for (int i = 0; i < last; i++) {
      double along = product(basis[i], basis[last]);
      for (int f = 0; f < basis[last].length; f++) {
        basis[last][f] -= along * basis[i][f];
      }
    }
    double length = Math.sqrt(product(basis[last], basis[last]));
    for (int f = 0; f < basis[last].length; f++) {
      basis[last][f] /= length;
    }
  }

  private static double product(double[] left, double[] right) {
    double product = 0;
    for (int i = 0; i < left.length; i++) {
      product += left[i] * right[i];
    }
    return product;
  }
}
