package org.shaketable.perturbation;

import java.util.Set;

/** Learning rate multiplied, in each update anew, by a log-normal factor of median 1. */
public record LearningRateJitter(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "learning-rate-jitter",
          Dimension.OPTIMIZATION,
          "sigma of the log",
          10,
          Set.of(Surface.LEARNING_RATE),
          "rate *= exp(magnitude * N(0, 1))",
          "Blier et al., arXiv 1810.01322");

  public LearningRateJitter {
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
      public double setting(double value, Dose dose) {
        double normal = dose.random().nextGaussian();
        record(dose.magnitude() * dose.magnitude() * normal * normal);
        return value * StrictMath.exp(dose.magnitude() * normal);
      }

      @Override
      public double realisedMagnitude() {
        return Math.sqrt(super.realisedMagnitude());
      }
    };
  }
}
