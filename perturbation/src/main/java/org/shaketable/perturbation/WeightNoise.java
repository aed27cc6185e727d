package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.random.Gaussian;

/**
 * Normal noise on every parameter, its standard deviation a multiple of the root mean square of the
 * parameter's tensor.
 */
public record WeightNoise(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "weight-noise",
          Dimension.PARAMETER,
          "sigma over tensor RMS",
          1000,
          Set.of(Surface.PARAMETERS),
          "w += magnitude * rms(tensor of w) * N(0, 1)",
          "An, doi:10.1162/neco.1996.8.3.643; Wu et al., arXiv 2004.05884");

  public WeightNoise {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<VectorAct.Source> elsewhere() {
    return Optional.of(
        (dose, layout) -> new VectorAct.TensorNoise(dose.magnitude(), dose.random().key()));
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void parameters(float[] parameters, ParameterLayout layout, Dose dose) {
        for (Tensor tensor : layout.tensors()) {
          double rms = Rms.of(parameters, tensor.offset(), tensor.size());
          if (rms > 0) {
            double added =
                Gaussian.add(
                    parameters,
                    tensor.offset(),
                    tensor.size(),
                    (float) (dose.magnitude() * rms),
                    dose.random());
            record(added / (rms * rms), tensor.size());
          }
        }
      }

      @Override
      public double realisedMagnitude() {
        return Math.sqrt(super.realisedMagnitude());
      }
    };
  }
}
