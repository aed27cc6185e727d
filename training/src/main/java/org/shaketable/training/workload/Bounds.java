package org.shaketable.training.workload;

/** Checks of settings, with messages that name the setting as it is written in YAML. */
public final class Bounds {
  private Bounds() {}

  /** {@code value} if it is a number in {@code [low, high]}; fails with a plain message if not. */
  public static double number(String setting, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "Invalid %s: expected a number in [%s, %s], found %s"
              .formatted(setting, plain(low), plain(high), plain(value)));
    }
    return value;
  }

  /** {@code value} if it is in {@code [low, high]}; fails with a plain message if not. */
  public static int whole(String setting, long value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "Invalid %s: expected a whole number in [%d, %d], found %d"
              .formatted(setting, low, high, value));
    }
    return (int) value;
  }

  /** {@code value} if it has no fraction; fails with a plain message if it has one. */
  static double whole(String setting, double value) {
    if (value != StrictMath.rint(value)) {
      throw new IllegalArgumentException(
          "Invalid %s: expected a whole number, found %s".formatted(setting, value));
    }
    return value;
  }

  private static String plain(double value) {
    return value == StrictMath.rint(value) && StrictMath.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
