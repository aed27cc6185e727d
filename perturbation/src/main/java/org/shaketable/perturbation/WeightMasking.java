package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;

/** Parameters set to 0, each with the same probability. */
public record WeightMasking(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "weight-masking",
          Dimension.PARAMETER,
          "share of parameters",
          1,
          Set.of(Surface.PARAMETERS),
          "w[i] = 0 with probability magnitude",
          "Wan et al., DropConnect, ICML 2013; Frankle and Carbin, arXiv 1803.03635");

  public WeightMasking {
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
      public void parameters(float[] parameters, ParameterLayout layout, Dose dose) {
        int masked = 0;
        for (int i = 0; i < layout.size(); i++) {
          if (dose.strikes()) {
            parameters[i] = 0;
            masked++;
          }
        }
        record(masked, layout.size());
      }
    };
  }
}
