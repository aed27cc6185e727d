package org.shaketable.analytics.stats.curve;

import java.util.Locale;

/** Which values of a number are the better ones. */
public enum Direction {
  /** Higher is better, as with a reward or an accuracy. */
  HIGHER,
  /** Lower is better, as with a loss. */
  LOWER;

  /** Whether one value is better than another; NaN is not, and nothing is better than NaN. */
  public boolean better(double one, double other) {
    return this == HIGHER ? one > other : one < other;
  }

  /** A value as a loss, of which less is better: itself, or minus it where higher is better. */
  public double loss(double value) {
    return this == HIGHER ? -value : value;
  }

  /** The word in tables, {@code higher} or {@code lower}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
