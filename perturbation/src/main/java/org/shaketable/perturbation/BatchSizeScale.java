package org.shaketable.perturbation;

import java.util.Set;

/**
 * Batch size multiplied by a power of two, rounded, at least 1.
 *
 * @param direction down if not given
 */
public record BatchSizeScale(double magnitude, ScaleDirection direction) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "batch-size-scale",
          Dimension.OPTIMIZATION,
          "log2 factor",
          10,
          Set.of(Surface.BATCH_SIZE),
          "batch size *= 2^magnitude (or 2^-magnitude)",
          "Smith et al., arXiv 1711.00489; McCandlish et al., arXiv 1812.06162");

  public BatchSizeScale {
    FAMILY.check(magnitude);
    direction = direction == null ? ScaleDirection.DOWN : direction;
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
        double size = value * direction.factor(dose.magnitude());
        double used = Math.max(1, StrictMath.rint(size));
        record(Math.abs(StrictMath.log(used / value)) / StrictMath.log(2));
        return used;
      }
    };
  }
}
