package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;

/**
 * One random parameter moved, up or down at random, by a multiple of the root mean square of its
 * tensor.
 */
public record WeightKick(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "weight-kick",
          Dimension.PARAMETER,
          "tensor RMS",
          1000000.0,
          Set.of(Surface.PARAMETERS),
          "w[i] += (+-1) * magnitude * rms(tensor of w[i]) for one random i",
          "Yu et al., arXiv 2411.07191");

  public WeightKick {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<VectorAct.Source> elsewhere() {
    return Optional.of(
        (dose, layout) -> {
          int index = dose.random().nextInt(layout.size());
          float sign = dose.random().nextInt(2) == 0 ? -1 : 1;
          return new VectorAct.Kick(index, sign, dose.magnitude());
        });
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void parameters(float[] parameters, ParameterLayout layout, Dose dose) {
        int index = dose.random().nextInt(layout.size());
        float sign = dose.random().nextInt(2) == 0 ? -1 : 1;
        for (Tensor tensor : layout.tensors()) {
          if (index >= tensor.offset() && index < tensor.end()) {
            double rms = Rms.of(parameters, tensor.offset(), tensor.size());
            parameters[index] += (float) (sign * dose.magnitude() * rms);
            record(rms > 0 ? dose.magnitude() : 0);
          }
        }
      }
    };
  }
}
