package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.random.Gaussian;

/**
 * Normal noise on every target (TD target, advantage), its standard deviation a multiple of that of
 * the targets of the update.
 */
public record TargetNoise(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "target-noise",
          Dimension.SIGNAL,
          "sigma over target SD",
          1000,
          Set.of(Surface.TARGETS),
          "target += magnitude * sd(targets) * N(0, 1)",
          "Fujimoto et al., arXiv 1802.09477; Anschel et al., arXiv 1611.01929");

  public TargetNoise {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<PlayAct.Source> inPlay() {
    return Optional.of(dose -> new PlayAct.TargetNoise(dose.magnitude(), dose.random().key()));
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void targets(float[] targets, int count, Dose dose) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
          sum += targets[i];
        }
        double squares = 0;
        for (int i = 0; i < count; i++) {
          squares += (targets[i] - sum / count) * (targets[i] - sum / count);
        }
        if (squares > 0) {
          double variance = squares / count;
          float sigma = (float) (dose.magnitude() * Math.sqrt(variance));
          record(Gaussian.add(targets, 0, count, sigma, dose.random()) / variance, count);
        }
      }

      @Override
      public double realisedMagnitude() {
        return Math.sqrt(super.realisedMagnitude());
      }
    };
  }
}
