package org.shaketable.training.elementary;

/**
 * Sine and cosine with an error below 2 units in the last place of 1 for {@code |x| <= 1e5}; {@link
 * StrictMath} beyond.
 *
 * <p>Algorithm: {@code x} minus the nearest multiple of pi/2, which is held in three parts (Cody
 * and Waite, "Software Manual for the Elementary Functions", 1980), then the Taylor polynomial of
 * degree 17 or 16, whose remainder on [-pi/4, pi/4] is below 1e-17.
 */
public final class Trigonometry {
  private static final double LIMIT = 1e5;
  private static final double TWO_OVER_PI = 0.6366197723675814;

  /** Adding and subtracting this rounds to the nearest integer. */
  private static final double ROUND = 0x1.8p52;

  /** pi/2 in three parts; the first two have 33 bits, so that their multiples are exact. */
  private static final double HALF_PI_HIGH = 0x1.921fb544p0;

  private static final double HALF_PI_MIDDLE = 0x1.0b4611a6p-34;
  private static final double HALF_PI_LOW = 0x1.3198a2e037073p-69;

  private Trigonometry() {}

  /** Sine of an angle in radians; NaN for NaN and infinities. */
  public static double sin(double x) {
    if (!(Math.abs(x) <= LIMIT)) {
      return StrictMath.sin(x);
    }
    double quarter = (x * TWO_OVER_PI + ROUND) - ROUND;
    double r = reduced(x, quarter);
    return switch ((int) quarter & 3) {
      case 0 -> sinOfSmall(r);
      case 1 -> cosOfSmall(r);
      case 2 -> -sinOfSmall(r);
      default -> -cosOfSmall(r);
    };
  }

  /** Cosine of an angle in radians; NaN for NaN and infinities. */
  public static double cos(double x) {
    if (!(Math.abs(x) <= LIMIT)) {
      return StrictMath.cos(x);
    }
    double quarter = (x * TWO_OVER_PI + ROUND) - ROUND;
    double r = reduced(x, quarter);
    return switch ((int) quarter & 3) {
      case 0 -> cosOfSmall(r);
      case 1 -> -sinOfSmall(r);
      case 2 -> -cosOfSmall(r);
      default -> sinOfSmall(r);
    };
  }

  private static double reduced(double x, double quarter) {
    return ((x - quarter * HALF_PI_HIGH) - quarter * HALF_PI_MIDDLE) - quarter * HALF_PI_LOW;
  }

  private static double sinOfSmall(double x) {
    double s = x * x;
    double series = 1.0 / 355687428096000.0;
    series = series * s - 1.0 / 1307674368000.0;
    series = series * s + 1.0 / 6227020800.0;
    series = series * s - 1.0 / 39916800.0;
    series = series * s + 1.0 / 362880.0;
    series = series * s - 1.0 / 5040.0;
    series = series * s + 1.0 / 120.0;
    series = series * s - 1.0 / 6.0;
    return x + x * (series * s);
  }

  private static double cosOfSmall(double x) {
    double s = x * x;
    double series = 1.0 / 20922789888000.0;
    series = series * s - 1.0 / 87178291200.0;
    series = series * s + 1.0 / 479001600.0;
    series = series * s - 1.0 / 3628800.0;
    series = series * s + 1.0 / 40320.0;
    series = series * s - 1.0 / 720.0;
    series = series * s + 1.0 / 24.0;
    return 1 - (0.5 * s - series * s * s);
  }
}
