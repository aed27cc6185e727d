package org.shaketable.analytics.stats.interval;

import java.util.function.DoublePredicate;

/** Search for the end of a range by halving. */
public final class Bisection {
  private static final int HALVINGS = 60;

  private Bisection() {}

  /**
   * The value between two numbers where a condition that holds at the one and not at the other
   * ends, to 2^-60 of their distance; the last one found that keeps it. The second where it holds
   * there, too.
   */
  public static double last(DoublePredicate holds, double inside, double outside) {
    if (holds.test(outside)) {
      return outside;
    }
    double within = inside;
    double beyond = outside;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (within + beyond) / 2;
      if (holds.test(middle)) {
        within = middle;
      } else {
        beyond = middle;
      }
    }
    return within;
  }
}
