package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;

/** Gradient entries set to 0, each with the same probability. */
public record GradientDropout(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "gradient-dropout",
          Dimension.OPTIMIZATION,
          "share of entries",
          1,
          Set.of(Surface.GRADIENT),
          "g[i] = 0 with probability magnitude",
          "Tseng et al., arXiv 2004.05859 (without their rescaling)");

  public GradientDropout {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<VectorAct.Source> elsewhere() {
    return Optional.of((dose, layout) -> new VectorAct.Zero(dose.magnitude(), dose.random().key()));
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void gradient(float[] gradient, ParameterLayout layout, Dose dose) {
        int dropped = 0;
        for (int i = 0; i < layout.size(); i++) {
          if (dose.strikes()) {
            gradient[i] = 0;
            dropped++;
          }
        }
        record(dropped, layout.size());
      }
    };
  }
}
