package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.random.Gaussian;

/**
 * Normal noise on every gradient entry, its standard deviation a multiple of the gradient's root
 * mean square.
 */
public record GradientNoise(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "gradient-noise",
          Dimension.OPTIMIZATION,
          "sigma over gradient RMS",
          1000,
          Set.of(Surface.GRADIENT),
          "g += magnitude * rms(g) * N(0, 1)",
          "Neelakantan et al., arXiv 1511.06807");

  public GradientNoise {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<VectorAct.Source> elsewhere() {
    return Optional.of(
        (dose, layout) -> new VectorAct.Noise(dose.magnitude(), dose.random().key()));
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void gradient(float[] gradient, ParameterLayout layout, Dose dose) {
        int size = layout.size();
        double rms = Rms.of(gradient, 0, size);
        double added =
            Gaussian.add(gradient, 0, size, (float) (dose.magnitude() * rms), dose.random());
        if (rms > 0) {
          record(Math.sqrt(added / size) / rms);
        }
      }
    };
  }
}
