package org.shaketable.perturbation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Stretches of values on their way: the latest goes in, an earlier one comes out. */
final class DelayLine {
  /** Oldest first. */
  private final Deque<float[]> held = new ArrayDeque<>();

  /** How many are on their way. */
  int held() {
    return held.size();
  }

  /**
   * Takes in {@code values[offset .. offset + count)} and replaces it by what came in {@code lag}
   * calls before, or by the oldest there is.
   *
   * @return how many calls before that was
   */
  int exchange(float[] values, int offset, int count, int lag) {
    held.addLast(Arrays.copyOfRange(values, offset, offset + count));
    while (held.size() > lag + 1) {
      held.removeFirst();
    }
    System.arraycopy(held.getFirst(), 0, values, offset, count);
    return held.size() - 1;
  }
}
