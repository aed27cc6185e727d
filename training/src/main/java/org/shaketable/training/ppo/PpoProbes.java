package org.shaketable.training.ppo;

import java.util.EnumMap;
import java.util.Map;
import org.shaketable.training.environment.ProbeObservations;
import org.shaketable.training.probe.GradientCoherence;
import org.shaketable.training.probe.GradientParts;
import org.shaketable.training.probe.Norm;
import org.shaketable.training.probe.UpdateToWeightRatio;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;

/**
 * The meta-state features of PPO. Policies are looked at on the replicate's fixed probe
 * observations, gradients on {@value #PARTS} parts of the latest roll-out.
 */
final class PpoProbes {
  static final int PARTS = 4;
  static final int LARGEST_PART = 32;

  private final ActorCritic network;
  private final Normalisation normalisation;
  private final float[] observations;
  private final float[] inputs;
  private final double[] outputs;
  private final float[] before;
  private final GradientParts parts;
  private double gradientNorm = Double.NaN;
  private boolean updated;

  PpoProbes(ActorCritic network, Normalisation normalisation, float[] observations) {
    this.network = network;
    this.normalisation = normalisation;
    this.observations = observations;
    this.inputs = new float[observations.length];
    this.outputs = new double[ProbeObservations.ROWS * network.policy.outputs()];
    int size = network.layout().size();
    this.before = new float[size];
    this.parts = new GradientParts(size, size);
  }

  /** Remembers the parameters before an update and the norm of its gradient. */
  void beforeUpdate(double norm) {
    gradientNorm = norm;
    System.arraycopy(network.parameters, 0, before, 0, before.length);
    updated = true;
  }

  /**
   * The features now.
   *
   * @param rowsPerPart samples in a part of the latest roll-out; 0 before the first
   * @param source of the parts' gradients
   */
  Features measure(int rowsPerPart, GradientParts.Source source) {
    Map<Feature, Double> features = new EnumMap<>(Feature.class);
    look();
    features.put(Feature.PREDICTIVE_ENTROPY, entropy());
    features.put(Feature.WEIGHT_NORM, Norm.of(network.parameters, before.length));
    if (updated) {
      features.put(Feature.GRADIENT_NORM, gradientNorm);
      features.put(
          Feature.UPDATE_TO_WEIGHT_RATIO,
          UpdateToWeightRatio.of(before, network.parameters, before.length));
    }
    if (rowsPerPart > 0) {
      parts.measure(PARTS, rowsPerPart, source);
      features.put(Feature.GRADIENT_COHERENCE, GradientCoherence.of(parts));
    }
    return new Features(features);
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
