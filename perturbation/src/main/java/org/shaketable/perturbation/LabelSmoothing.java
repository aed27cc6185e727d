package org.shaketable.perturbation;

import java.util.Set;

/**
 * Labels that say less: a share of what weight the label has is spread evenly over all classes, on
 * top of the learner's own smoothing.
 */
public record LabelSmoothing(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "label-smoothing",
          Dimension.SIGNAL,
          "share",
          1,
          Set.of(Surface.LABEL_SMOOTHING),
          "smoothing += magnitude * (1 - smoothing)",
          "Szegedy et al., arXiv 1512.00567");

  public LabelSmoothing {
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
        record(dose.magnitude());
        return value + dose.magnitude() * (1 - value);
      }
    };
  }
}
