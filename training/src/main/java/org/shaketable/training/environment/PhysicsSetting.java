package org.shaketable.training.environment;

import org.shaketable.refusal.Refusal;

/** Checks and defaults of physics constants. */
final class PhysicsSetting {
  private PhysicsSetting() {}

  /** {@code value}, or the default where there is none; above 0 and finite. */
  static double positive(String name, Double value, double standard) {
    double chosen = finite(name, value, standard);
    if (!(chosen > 0)) {
      throw new Refusal(name, "expected a number above 0, found %s".formatted(chosen));
    }
    return chosen;
  }

  /** {@code value}, or the default where there is none; finite. */
  static double finite(String name, Double value, double standard) {
    double chosen = value == null ? standard : value;
    if (!Double.isFinite(chosen)) {
      throw new Refusal(name, "expected a finite number, found %s".formatted(chosen));
    }
    return chosen;
  }

  /** {@code value}, or the default where there is none; at least 1. */
  static int steps(String name, Integer value, int standard) {
    int chosen = value == null ? standard : value;
    if (chosen < 1) {
      throw new Refusal(name, "expected 1 step or more, found %d".formatted(chosen));
    }
    return chosen;
  }

  /** {@code value} moved into [low, high]; NaN stays NaN. */
  static double clip(double value, double low, double high) {
    return value < low ? low : value > high ? high : value;
  }
}
