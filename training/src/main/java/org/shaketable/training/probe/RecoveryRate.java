package org.shaketable.training.probe;

/**
 * Recovery rate after a small kick: {@code -ln(|d_K| / |d_0|) / K} per update, where {@code d_k} is
 * the difference in parameters between a kicked copy of a training and one that was not kicked,
 * after {@code k} updates of both on the same data. Near an equilibrium it falls to 0 before a
 * transition, which is critical slowing down; below 0 kicks grow (Veraart et al. 2012,
 * doi:10.1038/nature10723; van Nes and Scheffer 2007, doi:10.1086/516845). Higher is more stable.
 *
 * <p>On a quadratic loss with plain gradient descent at rate {@code r} it is {@code -ln|1 - r l|}
 * along an eigenvector of curvature {@code l}. A kick with components {@code c_i} along several
 * gives {@code -ln(sum c_i^2 (1 - r l_i)^2K / sum c_i^2) / 2K}: near 0 where most directions are
 * flat, and below 0 as soon as one direction grows enough to outweigh that.
 *
 * <p>Two distances are enough: both copies see the same data, so there is no noise that a line
 * through all of them would even out, and on several eigenvectors the ends give the mean rate of
 * the K updates, where a line's slope would weigh those in the middle more.
 *
 * <ul>
 *   <li>A kick that grows or shrinks {@value #MOST}-fold or more, or after which a copy is not
 *       finite, is told as of that factor: censored, not missing.
 *   <li>What is left of a kick below some 1e-7 of the parameters is their rounding, so that rates
 *       above about {@code ln(1e7 size) / K} cannot be told apart.
 *   <li>NaN where there was no kick, for the parameters are all 0.
 * </ul>
 */
public final class RecoveryRate {
  private static final double MOST = 1e6;

  private RecoveryRate() {}

  /**
   * The rate, in 1 / update.
   *
   * @param before the distance of the copies behind the kick
   * @param after their distance after the updates; NaN where one is not finite
   * @param updates at least 1
   */
  public static double of(double before, double after, int updates) {
    if (before == 0) {
      return Double.NaN;
    }
    double grown = after / before;
    double told = Double.isNaN(grown) ? MOST : Math.max(1 / MOST, Math.min(MOST, grown));
    // 0 and not -0 where nothing moves
    return 0 - StrictMath.log(told) / updates;
  }
}
