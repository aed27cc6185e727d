package org.shaketable.perturbation;

import java.util.Set;

/**
 * A worker that is late: the first one begins each round from the average of some rounds before, or
 * from the first there was where there is none so old.
 */
public record StaleWorker(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "stale-worker",
          Dimension.OPTIMIZATION,
          "rounds",
          100,
          Set.of(Surface.WORKERS),
          "start(worker 0, t) = average(t - magnitude)",
          "Dutta et al., arXiv 1803.01113; Ho et al., arXiv 1312.7869");

  public StaleWorker {
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
        missing[0] = dose.whole();
        record(missing[0]);
      }
    };
  }
}
