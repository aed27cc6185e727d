package org.shaketable.perturbation;

import java.util.Set;

/**
 * Momentum moved on the logistic scale: Adam's beta1, or the momentum of gradient descent. 1.1
 * moves 0.9 to 0.964 or to 0.75. No momentum stays none.
 *
 * @param direction up if not given
 */
public record MomentumShift(double magnitude, ScaleDirection direction) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "momentum-shift",
          Dimension.OPTIMIZATION,
          "log-odds",
          20,
          Set.of(Surface.MOMENTUM),
          "logit(beta) += magnitude (or -= magnitude)",
          "Sutskever et al., ICML 2013");

  public MomentumShift {
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
      private static final double LARGEST = 0.999999;

      @Override
      public double setting(double value, Dose dose) {
        record(dose.magnitude());
        double odds = value / (1 - value) * StrictMath.exp(sign() * dose.magnitude());
        // Beyond this a moment would never forget.
        return Math.min(odds / (1 + odds), LARGEST);
      }

      private double sign() {
        return direction == ScaleDirection.UP ? 1 : -1;
      }
    };
  }
}
