package org.shaketable.perturbation;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.shaketable.refusal.Refusal;

/**
 * Inputs that read 0 for a while: the sensors of each row (of each parallel environment) fail and
 * come back as a two-state Markov chain with the given share of failed steps and mean length of a
 * failure.
 *
 * @param runLength mean length of a failure in steps, at least 1 (longer where the share demands
 *     it); 10 if not given
 */
public record SensorBlackout(double magnitude, Double runLength) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "sensor-blackout",
          Dimension.DATA,
          "share of steps",
          1,
          Set.of(Surface.INPUTS),
          "x[row] = 0 in runs of mean length runLength, for a share magnitude of steps",
          "Gilbert, doi:10.1002/j.1538-7305.1960.tb03959.x; Hausknecht and Stone, arXiv"
              + " 1507.06527");

  public SensorBlackout {
    FAMILY.check(magnitude);
    runLength = runLength == null ? 10.0 : runLength;
    if (!(runLength >= 1 && runLength <= 1e9)) {
      throw new Refusal("run-length", "expected a number in [1, 1000000000], found " + runLength);
    }
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<PlayAct.Source> inPlay() {
    return Optional.of(
        new PlayAct.Source() {
          @Override
          public PlayAct of(Dose dose) {
            return new PlayAct.Failure(dose.magnitude(), runLength, dose.random().key());
          }

          @Override
          public long kept(int rows, int columns) {
            return rows;
          }
        });
  }

  @Override
  public Disturbance begin() {
    return new Recording() {
      private Boolean[] failed = new Boolean[0];

      @Override
      public void inputs(Inputs inputs, Dose dose) {
        if (failed.length < inputs.rows()) {
          failed = new Boolean[inputs.rows()];
        }
        int dark = 0;
        for (int i = 0; i < inputs.rows(); i++) {
          failed[i] = next(failed[i], dose);
          if (failed[i]) {
            int row = inputs.offset() + i * inputs.stride();
            Arrays.fill(inputs.values(), row, row + inputs.columns(), 0f);
            dark++;
          }
        }
        record(dark, inputs.rows());
      }

      /** The chain starts from its stationary distribution, where {@code before} is null. */
      private boolean next(Boolean before, Dose dose) {
        double share = dose.magnitude();
        double length = Math.max(runLength, share < 1 ? share / (1 - share) : runLength);
        double u = dose.random().nextDouble();
        if (before == null || share == 1) {
          return u < share;
        }
        return before ? u >= 1 / length : u < share / ((1 - share) * length);
      }
    };
  }
}
