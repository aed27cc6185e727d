package org.shaketable.perturbation;

/**
 * What a learner calls, at fixed places, so that a run can be disturbed. The learner knows no more
 * about perturbations than this.
 *
 * <p>{@code step} is the run's progress in steps of the workload (environment steps; optimizer
 * steps where there is no environment). {@code event} counts the calls of that one hook in this run
 * from 0: it keys the disturbance's random stream. All arguments are changed in place; {@link
 * #NONE} changes nothing.
 */
public interface Hooks {
  /** A clean run. */
  Hooks NONE = new Hooks() {};

  /**
   * Between back-propagation and gradient clipping; only {@code [0, layout.size())} belongs to the
   * gradient.
   */
  default void gradient(long step, long event, float[] gradient, ParameterLayout layout) {}

  /** Before each update begins (before its forward pass). */
  default void parameters(long step, long event, float[] parameters, ParameterLayout layout) {}

  /**
   * A batch of training inputs or observations, before the learner sees it; never those of an
   * evaluation.
   */
  default void inputs(long step, long event, Inputs inputs) {}

  /**
   * The rewards of one step of all parallel training environments, before the learner sees them.
   */
  default void rewards(long step, long event, float[] rewards, int count) {}

  /** The labels of a training batch. */
  default void labels(long step, long event, int[] labels, int count, int classes) {}
}
