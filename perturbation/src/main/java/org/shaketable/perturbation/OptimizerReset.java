package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;

/**
 * Optimizer memory lost: entries of the moments (of the velocity) set to 0, each with the same
 * probability, all moments of a parameter together.
 */
public record OptimizerReset(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "optimizer-reset",
          Dimension.OPTIMIZATION,
          "share of state",
          1,
          Set.of(Surface.OPTIMIZER_STATE),
          "m[i] = v[i] = 0 with probability magnitude",
          "Asadi et al., arXiv 2306.17833");

  public OptimizerReset {
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
      public void optimizerState(float[] memory, ParameterLayout layout, Dose dose) {
        int reset = 0;
        for (int i = 0; i < layout.size(); i++) {
          if (dose.strikes()) {
            memory[i] = 0;
            reset++;
          }
        }
        record(reset, layout.size());
      }
    };
  }
}
