package org.shaketable.perturbation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;

/**
 * What a learner calls, at fixed places, so that a run can be disturbed. The learner knows no more
 * about perturbations than this.
 *
 * <p>{@code step} is the run's progress in steps of the workload (environment steps; optimizer
 * steps where there is no environment). {@code event} counts the calls of that one hook in this run
 * from 0: it keys the disturbance's random stream. All arguments are changed in place; {@link
 * #NONE} changes nothing. A learner calls the hooks of the {@link Surface}s that it names, and all
 * learners call {@link #start}.
 */
public interface Hooks {
  /** A clean run. */
  Hooks NONE = new Hooks() {};

  /** The delay of a worker whose result is left out of an average. */
  int ABSENT = -1;

  /**
   * What these hooks will do and when, so that a learner far away calls only where something acts;
   * empty where nothing does.
   */
  default List<Exposure> exposures() {
    return List.of();
  }

  /** Whether something that these hooks will do touches one of these surfaces. */
  default boolean touch(Set<Surface> surfaces) {
    return exposures().stream()
        .map(exposure -> exposure.perturbation().family().surfaces())
        .anyMatch(touched -> !Collections.disjoint(touched, surfaces));
  }

  /**
   * The initial parameters, once, before anything is made of them ({@link Surface#INITIALISATION}).
   */
  default void start(float[] parameters, ParameterLayout layout) {}

  /**
   * Between back-propagation and gradient clipping; only {@code [0, layout.size())} belongs to the
   * gradient.
   */
  default void gradient(long step, long event, float[] gradient, ParameterLayout layout) {}

  /**
   * An array of the optimizer's memory, laid out as the parameters, before an update; called once
   * for each array with the same event.
   */
  default void optimizerState(long step, long event, float[] memory, ParameterLayout layout) {}

  /** Before each update begins (before its forward pass). */
  default void parameters(long step, long event, float[] parameters, ParameterLayout layout) {}

  /**
   * A batch of training inputs or observations, before the learner sees it; never those of an
   * evaluation.
   */
  default void inputs(long step, long event, Inputs inputs) {}

  /** The samples of a training batch, before they are read. */
  default void samples(long step, long event, Selection selection) {}

  /** The input tokens of a training batch. */
  default void tokens(long step, long event, int[] tokens, int count, int vocabulary) {}

  /** Discrete actions between the learner, which remembers those it chose, and the environments. */
  default void actions(long step, long event, int[] actions, int count, int choices) {}

  /**
   * Continuous actions between the learner, which remembers those it chose, and the environments. A
   * column's scale is half of its range, 0 its middle.
   */
  default void actions(long step, long event, Inputs actions) {}

  /** The constants of the training environments by name, before the next steps are taken. */
  default void physics(long step, long event, Map<String, Double> constants) {}

  /**
   * The rewards of one step of all parallel training environments, before the learner sees them.
   */
  default void rewards(long step, long event, float[] rewards, int count) {}

  /** The labels of a training batch. */
  default void labels(long step, long event, int[] labels, int count, int classes) {}

  /** TD targets or advantages, before an update uses them. */
  default void targets(long step, long event, float[] targets, int count) {}

  /**
   * Before the workers of a data-parallel training begin a round: entry {@code w} says how many
   * rounds are missing in what worker {@code w} begins from, 0 where it has the latest average;
   * {@link #ABSENT} where what it comes to is left out.
   */
  default void workers(long step, long event, int[] missing, int count) {}

  /** The samples of a round, in as many equal parts as there are workers. */
  default void workerSamples(long step, long event, Selection selection, int workers) {}

  /** The labels of a round, in as many equal parts as there are workers. */
  default void workerLabels(
      long step, long event, int[] labels, int count, int classes, int workers) {}

  /** What the workers of a round came to on average, and the average that was before it. */
  default void average(
      long step, long event, float[] average, float[] before, ParameterLayout layout) {}

  /**
   * What acts on a vector that is held elsewhere, at one event of {@link Surface#PARAMETERS},
   * {@link Surface#GRADIENT} or {@link Surface#OPTIMIZER_STATE}, in order: for learners that call
   * this in place of the hook.
   *
   * @throws IllegalStateException where a family has no {@link Perturbation#elsewhere}
   */
  default List<VectorAct.Of> acts(Surface surface, long step, long event, ParameterLayout layout) {
    return List.of();
  }

  /**
   * What acts on what is played elsewhere, at one event of {@link Surface#OBSERVATIONS} (those of
   * {@link Surface#INPUTS} among them), {@link Surface#ACTIONS}, {@link Surface#REWARDS} or {@link
   * Surface#TARGETS}, in order: for learners that call this in place of the hook.
   *
   * @throws IllegalStateException where a family has no {@link Perturbation#inPlay}
   */
  default List<PlayAct.Of> inPlay(Surface surface, long step, long event) {
    return List.of();
  }

  /**
   * The realised magnitudes of an exposure's acts so far.
   *
   * @param exposure its number in {@link #exposures}
   * @param sum of all that was recorded
   * @param weight how much was recorded
   */
  default void acted(int exposure, double sum, double weight) {}

  /** The realised magnitude of each of {@link #exposures}, in order; NaN where it never acted. */
  default List<Double> realisedMagnitudes() {
    return List.of();
  }

  /**
   * The number to use for {@code value}, one of the surfaces {@link Surface#LEARNING_RATE}, {@link
   * Surface#MOMENTUM}, {@link Surface#CLIPPING}, {@link Surface#BATCH_SIZE}, {@link
   * Surface#LABEL_SMOOTHING}.
   */
  default double setting(Surface surface, long step, long event, double value) {
    return value;
  }
}
