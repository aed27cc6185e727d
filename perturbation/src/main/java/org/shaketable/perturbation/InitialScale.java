package org.shaketable.perturbation;

import java.util.Set;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.refusal.Refusal;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Schedule;

/**
 * Initial parameters multiplied by a power of two. Acts once, before the first step: its schedule
 * has to begin there.
 *
 * @param direction up if not given
 */
public record InitialScale(double magnitude, ScaleDirection direction) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "initial-scale",
          Dimension.PARAMETER,
          "log2 factor",
          60,
          Set.of(Surface.INITIALISATION),
          "initial w *= 2^magnitude (or 2^-magnitude)",
          "Glorot and Bengio, AISTATS 2010; Chizat et al., arXiv 1812.07956");

  public InitialScale {
    FAMILY.check(magnitude);
    direction = direction == null ? ScaleDirection.UP : direction;
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public void check(Schedule schedule, Horizon horizon, Subject subject) {
    if (schedule.onset(horizon) > 0) {
      throw new Refusal(
          "schedule",
          "expected an onset at the first step for family %s, found %s"
              .formatted(FAMILY.name(), schedule));
    }
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void initialisation(float[] parameters, ParameterLayout layout, Dose dose) {
        float factor = (float) direction.factor(dose.magnitude());
        for (int i = 0; i < layout.size(); i++) {
          parameters[i] *= factor;
        }
        record(dose.magnitude());
      }
    };
  }
}
