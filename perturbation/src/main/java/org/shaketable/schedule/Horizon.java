package org.shaketable.schedule;

import org.shaketable.refusal.Refusal;

/** Length of a run: its steps, and how many evaluations are spread evenly over them. */
public record Horizon(long steps, int evaluations) {
  public Horizon {
    if (steps < 1 || evaluations < 1 || evaluations > steps) {
      throw new Refusal(
          "horizon",
          "expected 1 <= evaluations <= steps, found %d evaluations, %d steps"
              .formatted(evaluations, steps));
    }
  }

  /**
   * The step at which evaluation {@code index} in {@code [0, evaluations]} is due; 0 is before
   * training.
   */
  public long stepOf(int index) {
    return Math.floorDiv(Math.multiplyExact(steps, (long) index), (long) evaluations);
  }
}
