package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;

/** Parameters rounded to fewer bits of significand (single precision has 24). */
public record WeightQuantisation(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "weight-quantisation",
          Dimension.PARAMETER,
          "bits removed",
          23,
          Set.of(Surface.PARAMETERS),
          "w[i] = round(w[i]) to 24 - magnitude significant bits",
          "Courbariaux et al., arXiv 1412.7024");

  public WeightQuantisation {
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
      public void parameters(float[] parameters, ParameterLayout layout, Dose dose) {
        int bits = dose.whole();
        Significand.round(parameters, layout.size(), bits);
        record(bits);
      }
    };
  }
}
