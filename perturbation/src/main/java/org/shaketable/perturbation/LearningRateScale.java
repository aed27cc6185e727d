package org.shaketable.perturbation;

import java.util.Set;

/**
 * Learning rate multiplied by a power of two.
 *
 * @param direction up if not given
 */
public record LearningRateScale(double magnitude, ScaleDirection direction)
    implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "learning-rate-scale",
          Dimension.OPTIMIZATION,
          "log2 factor",
          30,
          Set.of(Surface.LEARNING_RATE),
          "rate *= 2^magnitude (or 2^-magnitude)",
          "Smith, arXiv 1506.01186; Lewkowycz et al., arXiv 2003.02218");

  public LearningRateScale {
    FAMILY.check(magnitude);
    direction = direction == null ? ScaleDirection.UP : direction;
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public double setting(double value, Dose dose) {
        record(dose.magnitude());
        return value * direction.factor(dose.magnitude());
      }
    };
  }
}
