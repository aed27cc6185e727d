package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;

/** Rewards withheld, each with the same probability. */
public record RewardSparsification(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "reward-sparsification",
          Dimension.SIGNAL,
          "share removed",
          1,
          Set.of(Surface.REWARDS),
          "r = 0 with probability magnitude",
          "Andrychowicz et al., arXiv 1707.01495");

  public RewardSparsification {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<PlayAct.Source> inPlay() {
    return Optional.of(dose -> new PlayAct.Zero(dose.magnitude(), dose.random().key()));
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void rewards(float[] rewards, int count, Dose dose) {
        int removed = 0;
        for (int i = 0; i < count; i++) {
          if (dose.strikes()) {
            rewards[i] = 0;
            removed++;
          }
        }
        record(removed, count);
      }
    };
  }
}
