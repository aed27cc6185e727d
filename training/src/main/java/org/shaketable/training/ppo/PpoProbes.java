package org.shaketable.training.ppo;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.environment.ProbeObservations;
import org.shaketable.training.network.Network;
import org.shaketable.training.probe.CriticalSharpness;
import org.shaketable.training.probe.DormantShare;
import org.shaketable.training.probe.FeatureRank;
import org.shaketable.training.probe.GradientCoherence;
import org.shaketable.training.probe.GradientNoiseScale;
import org.shaketable.training.probe.GradientParts;
import org.shaketable.training.probe.Norm;
import org.shaketable.training.probe.ParameterVelocity;
import org.shaketable.training.probe.Residuals;
import org.shaketable.training.probe.UpdateToWeightRatio;
import org.shaketable.training.workload.Feature;

/**
 * The meta-state features of PPO. Policies are looked at on the replicate's fixed probe
 * observations, gradients on {@value #PARTS} parts of the latest roll-out.
 */
final class PpoProbes {
  static final int PARTS = 4;
  static final int LARGEST_PART = 16;
  private static final int RANK_ROWS = 32;

  private final ActorCritic network;
  private final Descent descent;
  private final Normalisation normalisation;
  private final float[] observations;
  private final float[] inputs;
  private final double[] outputs;
  private final float[] kept;
  private final GradientParts parts;
  private final ParameterVelocity velocity;
  private final CriticalSharpness sharpness = new CriticalSharpness();

  PpoProbes(
      ActorCritic network, Descent descent, Normalisation normalisation, float[] observations) {
    this.network = network;
    this.descent = descent;
    this.normalisation = normalisation;
    this.observations = observations;
    this.inputs = new float[observations.length];
    this.outputs = new double[ProbeObservations.ROWS * network.policy.outputs()];
    int size = network.layout().size();
    this.kept = new float[size];
    this.parts = new GradientParts(size, size);
    this.velocity = new ParameterVelocity(size);
  }

  /** The features now that need no samples. */
  Map<Feature, Double> measure(long step, Residuals tdErrors) {
    Map<Feature, Double> features = new EnumMap<>(Feature.class);
    look();
    features.put(Feature.PREDICTIVE_ENTROPY, entropy());
    if (network.policy instanceof CategoricalPolicy) {
      features.put(Feature.LARGEST_LOGIT, largest());
    }
    measureUnits(features);
    features.put(Feature.WEIGHT_NORM, Norm.of(network.parameters, kept.length));
    features.put(Feature.PARAMETER_VELOCITY, velocity.measure(network.parameters, step));
    features.put(Feature.RESIDUAL_VARIANCE, tdErrors.variance());
    features.put(Feature.RESIDUAL_KURTOSIS, tdErrors.kurtosis());
    if (descent.updates() > 0) {
      features.put(Feature.GRADIENT_NORM, descent.gradientNorm());
      features.put(
          Feature.UPDATE_TO_WEIGHT_RATIO,
          UpdateToWeightRatio.of(descent.remembered(), network.parameters, kept.length));
    }
    return features;
  }

  /** Ranks and dormant units of the policy network, which has just looked. */
  private void measureUnits(Map<Feature, Double> features) {
    Network policy = network.policyNetwork();
    DormantShare dormant = new DormantShare();
    int last = policy.hiddenLayers() - 1;
    for (int layer = 0; layer <= last; layer++) {
      dormant.layer(
          policy.hidden(layer),
          policy.hiddenStride(layer),
          ProbeObservations.ROWS,
          policy.hiddenWidth(layer));
    }
    features.put(Feature.DORMANT_SHARE, dormant.share());
    if (last >= 0) {
      features.put(
          Feature.FEATURE_RANK,
          FeatureRank.of(
              policy.hidden(last), policy.hiddenStride(last), RANK_ROWS, policy.hiddenWidth(last)));
    }
  }

  /**
   * The features that need samples of the latest roll-out.
   *
   * @param source of the gradients of its parts
   * @param loss of the part gathered last, with the parameters as they are
   */
  void measureSamples(
      Map<Feature, Double> features,
      int rowsPerPart,
      GradientParts.Source source,
      DoubleSupplier loss) {
    parts.measure(PARTS, rowsPerPart, source);
    features.put(Feature.GRADIENT_COHERENCE, GradientCoherence.of(parts));
    features.put(Feature.GRADIENT_NOISE_SCALE, GradientNoiseScale.of(parts));
    if (descent.learningRate() > 0) {
      System.arraycopy(network.parameters, 0, kept, 0, kept.length);
      features.put(
          Feature.CRITICAL_SHARPNESS,
          sharpness.measure(descent.learningRate(), length -> lossAlong((float) length, loss)));
      System.arraycopy(kept, 0, network.parameters, 0, kept.length);
    }
  }

  /** The loss when the latest update is done {@code length} times more. */
  private double lossAlong(float length, DoubleSupplier loss) {
    float[] before = descent.remembered();
    for (int i = 0; i < kept.length; i++) {
      network.parameters[i] = kept[i] + length * (kept[i] - before[i]);
    }
    return loss.getAsDouble();
  }

  private void look() {
    System.arraycopy(observations, 0, inputs, 0, inputs.length);
    normalisation.scale(inputs, 0, ProbeObservations.ROWS);
    network.policy(inputs, 0, ProbeObservations.ROWS, outputs);
  }

  private double entropy() {
    double sum = 0;
    for (int i = 0; i < ProbeObservations.ROWS; i++) {
      sum += network.policy.entropy(outputs, i * network.policy.outputs(), network.logStd);
    }
    return sum / ProbeObservations.ROWS;
  }

  private double largest() {
    double largest = 0;
    for (double logit : outputs) {
      largest = Math.max(largest, Math.abs(logit));
    }
    return largest;
  }

  /** The policy's rows on the probe observations, then its shared parameters. */
  float[] outputs() {
    look();
    float[] result = new float[outputs.length + network.logStd.length];
    for (int i = 0; i < outputs.length; i++) {
      result[i] = (float) outputs[i];
    }
    for (int j = 0; j < network.logStd.length; j++) {
      result[outputs.length + j] = (float) network.logStd[j];
    }
    return result;
  }

  /** Mean KL from the policy of these outputs to the present one, in nats. */
  double distance(float[] reference) {
    look();
    double[] rows = new double[outputs.length];
    double[] logStd = new double[network.logStd.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = reference[i];
    }
    for (int j = 0; j < logStd.length; j++) {
      logStd[j] = reference[rows.length + j];
    }
    double sum = 0;
    for (int i = 0; i < ProbeObservations.ROWS; i++) {
      int at = i * network.policy.outputs();
      sum += network.policy.divergence(rows, at, logStd, outputs, at, network.logStd);
    }
    return sum / ProbeObservations.ROWS;
  }
}
