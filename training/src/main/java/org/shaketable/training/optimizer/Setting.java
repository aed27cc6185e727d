package org.shaketable.training.optimizer;

/** Values of settings: defaults where absent, checked against their range. */
final class Setting {
  private Setting() {}

  /** {@code value}, or {@code absent} if null, which must lie in {@code [low, high]}. */
  static double in(String name, Double value, double absent, double low, double high) {
    double resolved = value == null ? absent : value;
    if (!(resolved >= low && resolved <= high)) {
      throw new IllegalArgumentException(
          "Invalid %s: expected a number in [%s, %s], found %s"
              .formatted(name, low, high, resolved));
    }
    return resolved;
  }
}
