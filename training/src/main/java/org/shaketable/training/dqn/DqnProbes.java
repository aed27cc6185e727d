package org.shaketable.training.dqn;

import java.util.EnumMap;
import java.util.Map;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.descent.DescentProbes;
import org.shaketable.training.descent.KickedCopies;
import org.shaketable.training.environment.ProbeObservations;
import org.shaketable.training.probe.GradientParts;
import org.shaketable.training.probe.HiddenUnits;
import org.shaketable.training.probe.KullbackLeibler;
import org.shaketable.training.probe.LargestLogit;
import org.shaketable.training.probe.PredictiveEntropy;
import org.shaketable.training.probe.Residuals;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;

/**
 * The meta-state features of DQN. Q-values are looked at on the replicate's fixed probe
 * observations, gradients on parts of the latest batch.
 *
 * <p>Entropy and distance in function space are those of the Boltzmann distribution {@code
 * softmax(Q)} at temperature 1: greedy choices have no entropy and no finite distance.
 */
final class DqnProbes {
  private static final int ROWS = ProbeObservations.ROWS;
  private static final int LARGEST_PART = 16;

  private final QFunction function;
  private final float[] parameters;
  private final TdLearning learning;
  private final float[] observations;
  private final double[] values;
  private final Transitions batch;
  private final HiddenUnits hiddenUnits;
  private final DescentProbes descentProbes;

  /**
   * Probes of one training.
   *
   * @param batch the batch of the latest update
   */
  DqnProbes(
      QFunction function,
      Descent descent,
      TdLearning learning,
      Transitions batch,
      float[] observations,
      KickedCopies kicked) {
    this.function = function;
    this.parameters = descent.parameters();
    this.learning = learning;
    this.batch = batch;
    this.observations = observations;
    this.values = new double[ROWS * function.choices()];
    this.hiddenUnits = new HiddenUnits(function.network);
    this.descentProbes = new DescentProbes(descent, kicked);
  }

  /** Q-values on the probe observations. */
  float[] outputs() {
    function.values(parameters, observations, 0, ROWS, values);
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  /** Mean KL from softmax of the reference's Q-values to softmax of the present ones, in nats. */
  double distance(float[] reference) {
    return KullbackLeibler.of(reference, outputs(), function.choices());
  }

  /** The features now. */
  Features measure(long step, Residuals tdErrors) {
    Map<Feature, Double> features = new EnumMap<>(Feature.class);
    float[] outputs = outputs();
    int choices = function.choices();
    features.put(Feature.PREDICTIVE_ENTROPY, PredictiveEntropy.of(outputs, choices, ROWS, choices));
    features.put(Feature.LARGEST_LOGIT, LargestLogit.of(outputs, choices, ROWS, choices));
    hiddenUnits.measure(ROWS, features);
    descentProbes.measure(step, tdErrors, latestBatch(), features);
    return new Features(features);
  }

  private DescentProbes.LatestBatch latestBatch() {
    return new DescentProbes.LatestBatch() {
      @Override
      public int rows() {
        return batch.actions.length;
      }

      @Override
      public int rowsPerPart() {
        return LARGEST_PART;
      }

      @Override
      public GradientParts.Source gradients(int parts, int rowsPerPart) {
        return (part, gradient) -> {
          learning.loss(parameters, batch, part * rowsPerPart, rowsPerPart);
          learning.gradient(parameters, rowsPerPart, gradient);
        };
      }

      @Override
      public double loss(float[] with) {
        return learning.loss(with, batch, 0, Math.min(LARGEST_PART, rows()));
      }
    };
  }
}
