package org.shaketable.perturbation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Schedule;

/**
 * Observations that arrive late: the learner sees what was observed a number of steps before, or
 * the first since the onset where there is none so old. A reset of an environment does not clear
 * what is on its way. A one shot is refused, for nothing is older than its one event.
 */
public record DelayedObservations(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "delayed-observations",
          Dimension.DATA,
          "steps",
          1000,
          Set.of(Surface.OBSERVATIONS),
          "x(t) = x(t - magnitude)",
          "Katsikopoulos and Engelbrecht, doi:10.1109/TAC.2003.809799; Bouteiller et al., arXiv"
              + " 2010.02966");

  public DelayedObservations {
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
    return Optional.of(new DelayPlaces(magnitude).inPlay((rows, columns) -> rows * columns));
  }

  @Override
  public Disturbance begin() {
    return new Recording() {
      private final List<DelayLine> rows = new ArrayList<>();

      @Override
      public void inputs(Inputs inputs, Dose dose) {
        int lag = dose.whole();
        double late = 0;
        for (int i = 0; i < inputs.rows(); i++) {
          if (rows.size() == i) {
            rows.add(new DelayLine());
          }
          int row = inputs.offset() + i * inputs.stride();
          late += rows.get(i).exchange(inputs.values(), row, inputs.columns(), lag);
        }
        record(late, inputs.rows());
      }
    };
  }
}
