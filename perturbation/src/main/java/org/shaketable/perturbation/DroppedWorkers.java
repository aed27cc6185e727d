package org.shaketable.perturbation;

import java.util.Set;

/**
 * Workers that fail: what each but the first comes to is left out of the average, with the same
 * probability, and its samples of the round are lost.
 */
public record DroppedWorkers(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "dropped-workers",
          Dimension.OPTIMIZATION,
          "probability",
          1,
          Set.of(Surface.WORKERS),
          "worker leaves the average with probability magnitude",
          "Chen et al., arXiv 1604.00981");

  public DroppedWorkers {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void workers(int[] missing, int count, Dose dose) {
        int dropped = 0;
        for (int worker = 1; worker < count; worker++) {
          if (dose.strikes()) {
            missing[worker] = Hooks.ABSENT;
            dropped++;
          }
        }
        record(dropped, count - 1);
      }
    };
  }
}
