package org.shaketable.perturbation;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.shaketable.refusal.Refusal;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Schedule;

/**
 * A constant of the training environments' physics multiplied by a power of two.
 *
 * @param constant name of the constant; gravity if not given
 * @param direction up if not given
 */
public record PhysicsShift(double magnitude, String constant, ScaleDirection direction)
    implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "physics-shift",
          Dimension.DATA,
          "log2 factor",
          20,
          Set.of(Surface.PHYSICS),
          "constant *= 2^magnitude (or 2^-magnitude)",
          "Packer et al., arXiv 1810.12282");

  public PhysicsShift {
    FAMILY.check(magnitude);
    constant = constant == null ? "gravity" : constant;
    direction = direction == null ? ScaleDirection.UP : direction;
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public void check(Schedule schedule, Horizon horizon, Subject subject) {
    if (!subject.constants().contains(constant)) {
      throw new Refusal(
          "constant",
          "expected one of %s, found %s".formatted(new TreeSet<>(subject.constants()), constant));
    }
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void physics(Map<String, Double> constants, Dose dose) {
        constants.merge(constant, direction.factor(dose.magnitude()), (value, f) -> value * f);
        record(dose.magnitude());
      }
    };
  }
}
