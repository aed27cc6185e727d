package org.shaketable.training.workload;

import org.shaketable.refusal.Refusal;

/** Checks of settings, with messages that name the setting as it is written in YAML. */
public final class Bounds {
  /** The most numbers that one array holds. */
  public static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private Bounds() {}

  /** {@code value} if it is a number in {@code [low, high]}; fails with a plain message if not. */
  public static double number(String setting, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new Refusal(
          setting,
          "expected a number in [%s, %s], found %s"
              .formatted(plain(low), plain(high), plain(value)));
    }
    return value;
  }

  /** {@code value} if it is in {@code [low, high]}; fails with a plain message if not. */
  public static int whole(String setting, long value, int low, int high) {
    if (value < low || value > high) {
      throw new Refusal(
          setting, "expected a whole number in [%d, %d], found %d".formatted(low, high, value));
    }
    return (int) value;
  }

  /**
   * Fails with a plain message where a product of settings, made as a long, is too large.
   *
   * @param setting the one to change
   * @param product how it is made of them, e.g. {@code num-envs * num-steps}
   */
  public static void product(String setting, String product, long value, long most) {
    if (value > most) {
      throw new Refusal(
          setting, "expected %s of at most %d, found %d".formatted(product, most, value));
    }
  }

  /** {@code value} if it has no fraction; fails with a plain message if it has one. */
  static double whole(String setting, double value) {
    if (value != StrictMath.rint(value)) {
      throw new Refusal(setting, "expected a whole number, found %s".formatted(value));
    }
    return value;
  }

  private static String plain(double value) {
    return value == StrictMath.rint(value) && StrictMath.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
