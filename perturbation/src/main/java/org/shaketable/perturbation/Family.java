package org.shaketable.perturbation;

import java.util.Set;
import org.shaketable.refusal.Refusal;
import org.shaketable.schedule.Schedule;

/**
 * One kind of disturbance inside a dimension: what it is called, in which unit its magnitude is
 * given, which magnitudes make sense, and what it touches.
 *
 * @param name the word in YAML and in the tables, e.g. {@code gradient-noise}
 * @param dimension the side of training it comes from
 * @param unit the unit of the magnitude, e.g. {@code sigma over gradient RMS}
 * @param largest largest magnitude allowed; the smallest is 0, the identity
 * @param surfaces what it touches; it applies to a learner that has at least one of them
 * @param formula what it does, in one line
 * @param source where the literature perturbs training so
 */
public record Family(
    String name,
    Dimension dimension,
    String unit,
    double largest,
    Set<Surface> surfaces,
    String formula,
    String source) {
  public Family {
    surfaces = Set.copyOf(surfaces);
  }

  /** Fails, naming the range, unless {@code magnitude} is in {@code [0, largest]}. */
  public void check(double magnitude) {
    if (!(magnitude >= 0 && magnitude <= largest)) {
      throw new Refusal(
          "magnitude",
          "expected a number in [0, %s] (%s) for family %s, found %s"
              .formatted(plain(largest), unit, name, plain(magnitude)));
    }
  }

  /**
   * Fails where the schedule is a single event, at which a family that needs an earlier one is
   * idle.
   */
  void checkLasting(Schedule schedule) {
    if (schedule instanceof Schedule.OneShot) {
      throw new Refusal(
          "schedule",
          "expected one that lasts, for family %s takes what came before and a single event has nothing before it, found %s"
              .formatted(name, schedule));
    }
  }

  /** Whether a learner with these surfaces has something that this family touches. */
  public boolean appliesTo(Set<Surface> learnerSurfaces) {
    return surfaces.stream().anyMatch(learnerSurfaces::contains);
  }

  static String plain(double value) {
    return value == StrictMath.rint(value) && StrictMath.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
