package org.shaketable.analytics.stats.descriptive;

/**
 * Which differences are nothing but rounding: the one answer to "is it constant?".
 *
 * <pre>|difference| &lt;= 1e-12 |level|</pre>
 *
 * <p>A mean of equal numbers need not equal them: seven times 14.3 sums to an ulp less than 100.1.
 * Deviations from it are as large as that ulp, and whatever is divided by them is a number that
 * says nothing. So every division by a deviation asks here first, with the size of what was
 * subtracted.
 *
 * <ul>
 *   <li>a difference of 0 is rounding at every level, 0 at the level 0 too
 *   <li>NaN, and a difference that is not 0 beside an infinite level: not rounding
 *   <li>scaling both changes nothing
 * </ul>
 */
public final class Rounding {
  private static final double RELATIVE = 1e-12;

  private Rounding() {}

  /**
   * Whether a difference is nothing but rounding.
   *
   * @param level size of the numbers whose difference or deviation it is, such as their mean
   */
  public static boolean only(double difference, double level) {
    return difference == 0
        || (Double.isFinite(level) && Math.abs(difference) <= RELATIVE * Math.abs(level));
  }

  /** One number less another; 0 where that is nothing but rounding, and of equal infinities. */
  public static double difference(double one, double other) {
    double difference = one == other ? 0 : one - other;
    return only(difference, Math.max(Math.abs(one), Math.abs(other))) ? 0 : difference;
  }
}
