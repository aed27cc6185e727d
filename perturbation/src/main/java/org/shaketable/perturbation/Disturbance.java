package org.shaketable.perturbation;

import org.shaketable.random.RandomStream;

/**
 * A perturbation at work in one run. Every method changes its arguments in place; those that a
 * family does not override leave them alone. They are called only while the schedule is on.
 *
 * <p>{@code magnitude} is the family's magnitude times the schedule's strength (1 but for ramps),
 * always above 0. {@code random} is keyed by (replicate seed, family, surface, event), so it owes
 * nothing to the learner's draws.
 */
public interface Disturbance {

  /** The gradient of one update; only {@code [0, layout.size())} may be touched. */
  default void gradient(
      float[] gradient, ParameterLayout layout, double magnitude, RandomStream random) {}

  /** The parameters before one update; only {@code [0, layout.size())} may be touched. */
  default void parameters(
      float[] parameters, ParameterLayout layout, double magnitude, RandomStream random) {}

  /** A batch of inputs. */
  default void inputs(Inputs inputs, double magnitude, RandomStream random) {}

  /** {@code count} rewards, one per parallel environment. */
  default void rewards(float[] rewards, int count, double magnitude, RandomStream random) {}

  /** {@code count} class labels in {@code [0, classes)}. */
  default void labels(
      int[] labels, int count, int classes, double magnitude, RandomStream random) {}

  /**
   * The size of the disturbance as it really was, in the family's unit, averaged over all events so
   * far; NaN before the first event.
   */
  double realisedMagnitude();
}
