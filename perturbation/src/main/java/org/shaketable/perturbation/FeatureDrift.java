package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Schedule;

/**
 * Inputs that wander off: every column is shifted by an offset that grows evenly from the onset, by
 * the magnitude over a whole run, in a direction that is drawn once for each column. A one shot is
 * refused, for nothing has drifted at the onset.
 */
public record FeatureDrift(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "feature-drift",
          Dimension.DATA,
          "SD per run",
          1000,
          Set.of(Surface.INPUTS),
          "x[j] += magnitude * sd[j] * (+-1) * share of the run since the onset",
          "Gama et al., doi:10.1145/2523813");

  public FeatureDrift {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public void check(Schedule schedule, Horizon horizon, Subject subject) {
    FAMILY.checkLasting(schedule);
  }

  @Override
  public Optional<PlayAct.Source> inPlay() {
    return Optional.of(
        new PlayAct.Source() {
          private Long directions;

          @Override
          public PlayAct of(Dose dose) {
            directions = directions == null ? (Long) dose.random().key() : directions;
            double shift = dose.magnitude() * dose.progress();
            return new PlayAct.Drift(dose.magnitude(), shift, directions);
          }
        });
  }

  @Override
  public Disturbance begin() {
    return new Recording() {
      private float[] directions = new float[0];

      @Override
      public void inputs(Inputs inputs, Dose dose) {
        if (directions.length == 0) {
          directions = new float[inputs.columns()];
          for (int j = 0; j < directions.length; j++) {
            directions[j] = dose.random().nextInt(2) == 0 ? -1 : 1;
          }
        }
        double drift = dose.magnitude() * dose.progress();
        for (int i = 0; i < inputs.rows(); i++) {
          int row = inputs.offset() + i * inputs.stride();
          for (int j = 0; j < inputs.columns(); j++) {
            inputs.values()[row + j] += (float) (drift * directions[j] * inputs.scale()[j]);
          }
        }
        record(dose.magnitude());
      }
    };
  }
}
