package org.shaketable.training.workload;

import java.util.OptionalDouble;
import org.shaketable.layout.ParameterLayout;

/** One training in progress. */
public interface Trainee extends AutoCloseable {

  /** Steps of the workload done so far. */
  long step();

  /**
   * Trains until {@link #step()} is at least {@code step}, in whole iterations of the learner.
   *
   * @throws Diverged as soon as a loss, gradient or parameter is NaN or infinite
   */
  void advance(long step) throws Diverged;

  /**
   * What can be said of the training now, from data up to now only. Changes nothing that training
   * depends on: with or without it the run has the same parameters bit for bit.
   *
   * @param index number of the evaluation, the key of its random streams
   */
  Measurement measure(int index);

  /**
   * The performance that {@link #measure} tells, for what it costs without the features.
   *
   * @param index number of the evaluation, the key of its random streams
   */
  default double performance(int index) {
    return measure(index).performance();
  }

  /** Names and places of the parameters. */
  ParameterLayout layout();

  /** A copy of the parameters, {@code layout().size()} values. */
  float[] parameters();

  /**
   * Outputs on the replicate's fixed probe inputs, in a form that {@link #functionDistance} reads.
   */
  float[] probeOutputs();

  /**
   * Distance in function space from a reference with these probe outputs to this training as it is
   * now, in nats: mean over probe inputs of KL(reference || this) of the predictive distributions;
   * never negative, 0 for equal functions.
   */
  double functionDistance(float[] referenceOutputs);

  /**
   * Mean loss of any parameters of this layout on data that is held back from training, in nats;
   * the same whatever the training's state. NaN where the learner has no such data.
   */
  default double heldOutLoss(float[] parameters) {
    return Double.NaN;
  }

  /**
   * The realised magnitude of the run's first exposure, of a training whose hooks have run ahead of
   * it; empty where the hooks can be asked.
   */
  default OptionalDouble realisedMagnitude() {
    return OptionalDouble.empty();
  }

  /** Gives back what the training holds outside of this JVM's memory; nothing for most. */
  @Override
  default void close() {}
}
