package org.shaketable.perturbation;

import java.util.Map;
import org.shaketable.layout.ParameterLayout;

/**
 * A perturbation at work in one run. Every method changes its arguments in place; those that a
 * family does not override leave them alone. But for {@link #start}, they are called only while the
 * schedule is on.
 */
public interface Disturbance {

  /** The parameters before the first step, to look at and not to change. */
  default void start(float[] parameters, ParameterLayout layout) {}

  /** The gradient of one update; only {@code [0, layout.size())} may be touched. */
  default void gradient(float[] gradient, ParameterLayout layout, Dose dose) {}

  /**
   * One array of the optimizer's memory, laid out as the parameters. Where there are several, each
   * call of an event gets the same random stream.
   */
  default void optimizerState(float[] memory, ParameterLayout layout, Dose dose) {}

  /** The parameters before one update; only {@code [0, layout.size())} may be touched. */
  default void parameters(float[] parameters, ParameterLayout layout, Dose dose) {}

  /** The parameters before the first step; only {@code [0, layout.size())} may be touched. */
  default void initialisation(float[] parameters, ParameterLayout layout, Dose dose) {}

  /** A batch of inputs. */
  default void inputs(Inputs inputs, Dose dose) {}

  /** Which samples make up a batch. */
  default void samples(Selection selection, Dose dose) {}

  /** {@code count} input tokens in {@code [0, vocabulary)}. */
  default void tokens(int[] tokens, int count, int vocabulary, Dose dose) {}

  /** {@code count} actions in {@code [0, choices)}, one per parallel environment. */
  default void actions(int[] actions, int count, int choices, Dose dose) {}

  /**
   * Continuous actions, one row per parallel environment; a column's scale is half of its range,
   * which has 0 in the middle.
   */
  default void actions(Inputs actions, Dose dose) {}

  /** Constants of the environments' physics by name, at their undisturbed values. */
  default void physics(Map<String, Double> constants, Dose dose) {}

  /** {@code count} rewards, one per parallel environment. */
  default void rewards(float[] rewards, int count, Dose dose) {}

  /** {@code count} class labels in {@code [0, classes)}. */
  default void labels(int[] labels, int count, int classes, Dose dose) {}

  /** {@code count} targets. */
  default void targets(float[] targets, int count, Dose dose) {}

  /** What {@code count} workers begin a round from; see {@link Hooks#workers}. */
  default void workers(int[] missing, int count, Dose dose) {}

  /** The samples of a round, in as many equal parts as there are workers. */
  default void workerSamples(Selection selection, int workers, Dose dose) {}

  /** The labels of a round, in as many equal parts as there are workers. */
  default void workerLabels(int[] labels, int count, int classes, int workers, Dose dose) {}

  /** The average of a round; only {@code [0, layout.size())} may be touched. */
  default void average(float[] average, float[] before, ParameterLayout layout, Dose dose) {}

  /** One number that the learner is about to use, and the number to use instead. */
  default double setting(double value, Dose dose) {
    return value;
  }

  /** All that was recorded of acts that were done elsewhere, in place of what is known here. */
  default void acted(double sum, double weight) {}

  /**
   * The size of the disturbance as it really was, in the family's unit, averaged over all events so
   * far; NaN before the first event.
   */
  double realisedMagnitude();
}
