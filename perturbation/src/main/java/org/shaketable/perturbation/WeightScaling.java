package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;

/**
 * All parameters multiplied by a power of two.
 *
 * @param direction up if not given
 */
public record WeightScaling(double magnitude, ScaleDirection direction) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "weight-scaling",
          Dimension.PARAMETER,
          "log2 factor",
          60,
          Set.of(Surface.PARAMETERS),
          "w *= 2^magnitude (or 2^-magnitude)",
          "Lyle et al., arXiv 2402.18762");

  public WeightScaling {
    FAMILY.check(magnitude);
    direction = direction == null ? ScaleDirection.UP : direction;
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<VectorAct.Source> elsewhere() {
    return Optional.of(
        (dose, layout) ->
            new VectorAct.Scale((float) direction.factor(dose.magnitude()), dose.magnitude()));
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void parameters(float[] parameters, ParameterLayout layout, Dose dose) {
        float factor = (float) direction.factor(dose.magnitude());
        for (int i = 0; i < layout.size(); i++) {
          parameters[i] *= factor;
        }
        record(dose.magnitude());
      }
    };
  }
}
