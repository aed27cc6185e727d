package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.random.Gaussian;

/**
 * Normal noise on every reward, its standard deviation a multiple of the root mean square of the
 * rewards since the onset (not of their standard deviation, which is 0 where every step earns the
 * same).
 */
public record RewardNoise(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "reward-noise",
          Dimension.SIGNAL,
          "sigma over reward RMS",
          1000,
          Set.of(Surface.REWARDS),
          "r += magnitude * rms(r) * N(0, 1)",
          "Wang et al., arXiv 1810.01032");

  public RewardNoise {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<PlayAct.Source> inPlay() {
    return Optional.of(
        new PlayAct.Source() {
          private long events;

          @Override
          public PlayAct of(Dose dose) {
            return new PlayAct.RewardNoise(dose.magnitude(), ++events, dose.random().key());
          }

          @Override
          public long kept(int rows, int columns) {
            return 2;
          }
        });
  }

  @Override
  public Disturbance begin() {
    return new Recording() {
      private double squares;
      private long seen;

      @Override
      public void rewards(float[] rewards, int count, Dose dose) {
        for (int i = 0; i < count; i++) {
          squares += (double) rewards[i] * rewards[i];
        }
        seen += count;
        double rms = Math.sqrt(squares / seen);
        if (rms > 0) {
          double added =
              Gaussian.add(rewards, 0, count, (float) (dose.magnitude() * rms), dose.random());
          record(added / (rms * rms), count);
        }
      }

      @Override
      public double realisedMagnitude() {
        return Math.sqrt(super.realisedMagnitude());
      }
    };
  }
}
