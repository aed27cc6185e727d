package org.shaketable.perturbation;

import java.util.Set;

/**
 * Limit of gradient clipping multiplied by a power of two: up takes clipping away, down tightens
 * it.
 *
 * @param direction up if not given
 */
public record ClippingScale(double magnitude, ScaleDirection direction) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "clipping-scale",
          Dimension.OPTIMIZATION,
          "log2 factor",
          60,
          Set.of(Surface.CLIPPING),
          "largest gradient norm *= 2^magnitude (or 2^-magnitude)",
          "Pascanu et al., arXiv 1211.5063; Zhang et al., arXiv 1905.11881");

  public ClippingScale {
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
