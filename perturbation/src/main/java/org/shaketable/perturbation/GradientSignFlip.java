package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;

/** Gradient entries that point the other way, each with the same probability. */
public record GradientSignFlip(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "gradient-sign-flip",
          Dimension.OPTIMIZATION,
          "share of entries",
          1,
          Set.of(Surface.GRADIENT),
          "g[i] = -g[i] with probability magnitude",
          "Bernstein et al., arXiv 1810.05291");

  public GradientSignFlip {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<VectorAct.Source> elsewhere() {
    return Optional.of(
        (dose, layout) -> new VectorAct.Negate(dose.magnitude(), dose.random().key()));
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void gradient(float[] gradient, ParameterLayout layout, Dose dose) {
        int flipped = 0;
        for (int i = 0; i < layout.size(); i++) {
          if (dose.strikes()) {
            gradient[i] = -gradient[i];
            flipped++;
          }
        }
        record(flipped, layout.size());
      }
    };
  }
}
