package org.shaketable.training.elementary;

/**
 * Exponential and natural logarithm with a relative error below 1e-15.
 *
 * <p>Algorithm: {@code exp(x) = 2^k exp(r)} with {@code |r| <= ln(2)/2} and a Taylor polynomial of
 * degree 13; {@code ln(2^k m) = k ln 2 + 2 artanh((m - 1)/(m + 1))} with {@code m} in [sqrt(1/2),
 * sqrt(2)) and the series of artanh to degree 21.
 */
public final class Exponential {
  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final double ROUND = 0x1.8p52;

  private Exponential() {}

  /**
   * {@code e^x}; 0 below -708 (results that double could hold only as subnormal numbers), infinity
   * above 709, NaN for NaN.
   */
  public static double exp(double x) {
    if (!(x >= -708 && x <= 709)) {
      return x < 0 ? 0 : x + Double.POSITIVE_INFINITY;
    }
    double shifted = x * LOG2_E + ROUND;
    double k = shifted - ROUND;
    double r = (x - k * LN2_HIGH) - k * LN2_LOW;
    long exponent = ((long) (int) Double.doubleToRawLongBits(shifted) + 1023) << 52;
    return series(r) * Double.longBitsToDouble(exponent);
  }

  private static double series(double r) {
    double sum = 1.0 / 6227020800.0;
    sum = sum * r + 1.0 / 479001600.0;
    sum = sum * r + 1.0 / 39916800.0;
    sum = sum * r + 1.0 / 3628800.0;
    sum = sum * r + 1.0 / 362880.0;
    sum = sum * r + 1.0 / 40320.0;
    sum = sum * r + 1.0 / 5040.0;
    sum = sum * r + 1.0 / 720.0;
    sum = sum * r + 1.0 / 120.0;
    sum = sum * r + 1.0 / 24.0;
    sum = sum * r + 1.0 / 6.0;
    sum = sum * r + 0.5;
    return 1 + (r + r * r * sum);
  }

  /**
   * {@code ln x}; minus infinity for 0 and for subnormal numbers, NaN below 0 and for NaN, infinity
   * for infinity.
   */
  public static double log(double x) {
    if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
      return x >= 0 && x < 1 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
    }
    long bits = Double.doubleToRawLongBits(x);
    // Shifts the mantissa's range from [1, 2) to [sqrt(1/2), sqrt(2)), around 1.
    long k = (bits - 0x3FE6A09E667F3BCDL) >> 52;
    double m = Double.longBitsToDouble(bits - (k << 52));
    double f = m - 1;
    double z = f / (m + 1);
    double s = z * z;
    double sum = 1.0 / 21;
    sum = sum * s + 1.0 / 19;
    sum = sum * s + 1.0 / 17;
    sum = sum * s + 1.0 / 15;
    sum = sum * s + 1.0 / 13;
    sum = sum * s + 1.0 / 11;
    sum = sum * s + 1.0 / 9;
    sum = sum * s + 1.0 / 7;
    sum = sum * s + 1.0 / 5;
    sum = sum * s + 1.0 / 3;
    return k * LN2_HIGH + (2 * z + (2 * z * s * sum + k * LN2_LOW));
  }
}
