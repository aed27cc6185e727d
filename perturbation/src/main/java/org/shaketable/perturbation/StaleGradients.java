package org.shaketable.perturbation;

import java.util.Optional;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Schedule;

/**
 * Gradients of earlier updates: each update uses the gradient computed a number of updates before,
 * or the first since the onset where there is none so old.
 *
 * <p>A one shot is refused, for nothing is older than its one event.
 */
public record StaleGradients(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "stale-gradients",
          Dimension.OPTIMIZATION,
          "updates",
          1000,
          Set.of(Surface.GRADIENT),
          "g(t) = g(t - magnitude)",
          "Dutta et al., arXiv 1803.01113");

  public StaleGradients {
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
  public int kept() {
    return DelayPlaces.places(magnitude);
  }

  @Override
  public Optional<VectorAct.Source> elsewhere() {
    DelayPlaces places = new DelayPlaces(magnitude);
    return Optional.of(
        (dose, layout) -> {
          PlayAct.Delay next = places.next(dose.whole());
          return new VectorAct.Delay(next.put(), next.take(), next.age());
        });
  }

  @Override
  public Disturbance begin() {
    return new Recording() {
      private final DelayLine delay = new DelayLine();

      @Override
      public void gradient(float[] gradient, ParameterLayout layout, Dose dose) {
        record(delay.exchange(gradient, 0, layout.size(), dose.whole()));
      }
    };
  }
}
