package org.shaketable.analytics.stats.monitoring;

import java.util.Arrays;

/**
 * How many dimensions a spectrum of variances really fills, between 1 and their number.
 *
 * <ul>
 *   <li>no variance at all, or NaN: NaN
 *   <li>negative eigenvalues, which rounding leaves, count as 0
 *   <li>scaling all eigenvalues changes nothing, nor does their order
 * </ul>
 */
public enum EffectiveDimension {
  /** (sum lambda)^2 / sum lambda^2. */
  PARTICIPATION_RATIO {
    @Override
    double ofShares(double[] shares) {
      return 1 / Arrays.stream(shares).map(share -> share * share).sum();
    }
  },
  /** exp of the entropy of the shares (Roy and Vetterli 2007). */
  ENTROPY_RANK {
    @Override
    double ofShares(double[] shares) {
      return Math.exp(
          -Arrays.stream(shares).filter(share -> share > 0).map(p -> p * Math.log(p)).sum());
    }
  };

  abstract double ofShares(double[] shares);

  /** The dimension of eigenvalues. */
  public double of(double[] eigenvalues) {
    double[] positive = Arrays.stream(eigenvalues).map(value -> Math.max(0, value)).toArray();
    double sum = Arrays.stream(positive).sum();
    return sum > 0
        ? ofShares(Arrays.stream(positive).map(value -> value / sum).toArray())
        : Double.NaN;
  }
}
