package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;

/** Gradient entries rounded to fewer bits of significand (single precision has 24). */
public record GradientQuantisation(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "gradient-quantisation",
          Dimension.OPTIMIZATION,
          "bits removed",
          23,
          Set.of(Surface.GRADIENT),
          "g[i] = round(g[i]) to 24 - magnitude significant bits",
          "Micikevicius et al., arXiv 1710.03740; Alistarh et al., arXiv 1610.02132");

  public GradientQuantisation {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<VectorAct.Source> elsewhere() {
    return Optional.of((dose, layout) -> new VectorAct.Round(dose.whole()));
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void gradient(float[] gradient, ParameterLayout layout, Dose dose) {
        int bits = dose.whole();
        Significand.round(gradient, layout.size(), bits);
        record(bits);
      }
    };
  }
}
