package org.shaketable.training.dqn;

import java.util.EnumMap;
import java.util.Map;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.environment.ProbeObservations;
import org.shaketable.training.network.Network;
import org.shaketable.training.probe.CriticalSharpness;
import org.shaketable.training.probe.DormantShare;
import org.shaketable.training.probe.FeatureRank;
import org.shaketable.training.probe.GradientCoherence;
import org.shaketable.training.probe.GradientNoiseScale;
import org.shaketable.training.probe.GradientParts;
import org.shaketable.training.probe.KullbackLeibler;
import org.shaketable.training.probe.LargestLogit;
import org.shaketable.training.probe.Norm;
import org.shaketable.training.probe.ParameterVelocity;
import org.shaketable.training.probe.PredictiveEntropy;
import org.shaketable.training.probe.Residuals;
import org.shaketable.training.probe.UpdateToWeightRatio;
import org.shaketable.training.workload.Feature;

/**
 * The meta-state features of DQN. Q-values are looked at on the replicate's fixed probe
 * observations, gradients on {@value #PARTS} parts of the latest batch.
 *
 * <p>Entropy and distance in function space are those of the Boltzmann distribution {@code
 * softmax(Q)} at temperature 1: greedy choices have no entropy and no finite distance.
 */
final class DqnProbes {
  private static final int ROWS = ProbeObservations.ROWS;
  private static final int RANK_ROWS = 32;
  private static final int PARTS = 4;
  private static final int LARGEST_PART = 16;

  private final QFunction function;
  private final Descent descent;
  private final float[] parameters;
  private final TdLearning learning;
  private final float[] observations;
  private final double[] values;
  private final float[] ahead;
  private final GradientParts parts;
  private final ParameterVelocity velocity;
  private final CriticalSharpness sharpness = new CriticalSharpness();

  DqnProbes(QFunction function, Descent descent, TdLearning learning, float[] observations) {
    this.function = function;
    this.descent = descent;
    this.parameters = descent.parameters();
    this.learning = learning;
    this.observations = observations;
    this.values = new double[ROWS * function.choices()];
    this.ahead = new float[parameters.length];
    this.parts = new GradientParts(parameters.length, parameters.length);
    this.velocity = new ParameterVelocity(parameters.length);
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

  /**
   * The features now.
   *
   * @param batch of the latest update; null before the first
   */
  Map<Feature, Double> measure(long step, Residuals tdErrors, Transitions batch) {
    Map<Feature, Double> features = new EnumMap<>(Feature.class);
    float[] outputs = outputs();
    int choices = function.choices();
    features.put(Feature.PREDICTIVE_ENTROPY, PredictiveEntropy.of(outputs, choices, ROWS, choices));
    features.put(Feature.LARGEST_LOGIT, LargestLogit.of(outputs, choices, ROWS, choices));
    measureUnits(features);
    features.put(Feature.WEIGHT_NORM, Norm.of(parameters, parameters.length));
    features.put(Feature.PARAMETER_VELOCITY, velocity.measure(parameters, step));
    features.put(Feature.RESIDUAL_VARIANCE, tdErrors.variance());
    features.put(Feature.RESIDUAL_KURTOSIS, tdErrors.kurtosis());
    if (batch != null) {
      measureUpdate(features, batch);
    }
    return features;
  }

  private void measureUnits(Map<Feature, Double> features) {
    Network network = function.network;
    DormantShare dormant = new DormantShare();
    int last = network.hiddenLayers() - 1;
    for (int layer = 0; layer <= last; layer++) {
      dormant.layer(
          network.hidden(layer), network.hiddenStride(layer), ROWS, network.hiddenWidth(layer));
    }
    features.put(Feature.DORMANT_SHARE, dormant.share());
    if (last >= 0) {
      features.put(
          Feature.FEATURE_RANK,
          FeatureRank.of(
              network.hidden(last),
              network.hiddenStride(last),
              RANK_ROWS,
              network.hiddenWidth(last)));
    }
  }

  private void measureUpdate(Map<Feature, Double> features, Transitions batch) {
    features.put(Feature.GRADIENT_NORM, descent.gradientNorm());
    features.put(
        Feature.UPDATE_TO_WEIGHT_RATIO,
        UpdateToWeightRatio.of(descent.remembered(), parameters, parameters.length));
    int rows = Math.min(LARGEST_PART, batch.actions.length / PARTS);
    if (rows > 0) {
      parts.measure(
          PARTS,
          rows,
          (part, gradient) -> {
            learning.loss(parameters, batch, part * rows, rows);
            learning.gradient(parameters, rows, gradient);
          });
      features.put(Feature.GRADIENT_COHERENCE, GradientCoherence.of(parts));
      features.put(Feature.GRADIENT_NOISE_SCALE, GradientNoiseScale.of(parts));
      features.put(
          Feature.CRITICAL_SHARPNESS,
          sharpness.measure(
              descent.learningRate(), length -> lossAlong((float) length, batch, rows)));
    }
  }

  /** The loss when the latest update is done {@code length} times more. */
  private double lossAlong(float length, Transitions batch, int rows) {
    float[] before = descent.remembered();
    for (int i = 0; i < ahead.length; i++) {
      ahead[i] = parameters[i] + length * (parameters[i] - before[i]);
    }
    return learning.loss(ahead, batch, 0, rows);
  }
}
