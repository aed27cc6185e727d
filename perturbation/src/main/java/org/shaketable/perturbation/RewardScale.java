package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;

/**
 * Rewards multiplied by a power of two.
 *
 * @param direction up if not given
 */
public record RewardScale(double magnitude, ScaleDirection direction) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "reward-scale",
          Dimension.SIGNAL,
          "log2 factor",
          60,
          Set.of(Surface.REWARDS),
          "r *= 2^magnitude (or 2^-magnitude)",
          "Henderson et al., arXiv 1709.06560");

  public RewardScale {
    FAMILY.check(magnitude);
    direction = direction == null ? ScaleDirection.UP : direction;
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<PlayAct.Source> inPlay() {
    return Optional.of(
        dose -> new PlayAct.Scale((float) direction.factor(dose.magnitude()), dose.magnitude()));
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void rewards(float[] rewards, int count, Dose dose) {
        float factor = (float) direction.factor(dose.magnitude());
        for (int i = 0; i < count; i++) {
          rewards[i] *= factor;
        }
        record(dose.magnitude());
      }
    };
  }
}
