package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;

/**
 * Loss multiplied by a power of two. Acts on the gradient, which the loss scales one to one, before
 * clipping.
 *
 * @param direction up if not given
 */
public record LossScale(double magnitude, ScaleDirection direction) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "loss-scale",
          Dimension.SIGNAL,
          "log2 factor",
          60,
          Set.of(Surface.GRADIENT),
          "loss *= 2^magnitude (or 2^-magnitude), so g likewise",
          "Micikevicius et al., arXiv 1710.03740");

  public LossScale {
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
      public void gradient(float[] gradient, ParameterLayout layout, Dose dose) {
        float factor = (float) direction.factor(dose.magnitude());
        for (int i = 0; i < layout.size(); i++) {
          gradient[i] *= factor;
        }
        record(dose.magnitude());
      }
    };
  }
}
