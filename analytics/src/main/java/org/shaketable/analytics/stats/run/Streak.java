package org.shaketable.analytics.stats.run;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Stretches of evaluations that all satisfy a condition. */
final class Streak {
  private Streak() {}

  /**
   * First evaluation in {@code [from, to)} from which on {@code length} in a row satisfy it, all of
   * them before {@code to}.
   */
  static OptionalInt first(int from, int to, int length, IntPredicate condition) {
    int held = 0;
    for (int i = from; i < to; i++) {
      held = condition.test(i) ? held + 1 : 0;
      if (held == length) {
        return OptionalInt.of(i - length + 1);
      }
    }
    return OptionalInt.empty();
  }

  /** How many evaluations in {@code [from, to)} satisfy it in a row, at most. */
  static int longest(int from, int to, IntPredicate condition) {
    int held = 0;
    int longest = 0;
    for (int i = from; i < to; i++) {
      held = condition.test(i) ? held + 1 : 0;
      longest = Math.max(longest, held);
    }
    return longest;
  }
}
