package org.shaketable.training.ppo;

import java.util.EnumMap;
import java.util.Map;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.descent.DescentProbes;
import org.shaketable.training.descent.KickedCopies;
import org.shaketable.training.environment.ProbeObservations;
import org.shaketable.training.probe.HiddenUnits;
import org.shaketable.training.probe.Residuals;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;

/**
 * The meta-state features of PPO. Policies are looked at on the replicate's fixed probe
 * observations, gradients on parts of the latest roll-out.
 */
final class PpoProbes {
  private final ActorCritic network;
  private final RunningScales normalisation;
  private final float[] observations;
  private final float[] inputs;
  private final double[] outputs;
  private final HiddenUnits hiddenUnits;
  private final DescentProbes descentProbes;

  PpoProbes(
      ActorCritic network,
      Descent descent,
      RunningScales normalisation,
      float[] observations,
      KickedCopies kicked) {
    this.network = network;
    this.normalisation = normalisation;
    this.observations = observations;
    this.inputs = new float[observations.length];
    this.outputs = new double[ProbeObservations.ROWS * network.policy.outputs()];
    this.hiddenUnits = new HiddenUnits(network.policyNetwork());
    this.descentProbes = new DescentProbes(descent, kicked);
  }

  /** The features now. */
  Features measure(long step, Residuals tdErrors, DescentProbes.LatestBatch batch) {
    Map<Feature, Double> features = new EnumMap<>(Feature.class);
    look();
    features.put(Feature.PREDICTIVE_ENTROPY, entropy());
    if (network.policy instanceof CategoricalPolicy) {
      features.put(Feature.LARGEST_LOGIT, largest());
    }
    hiddenUnits.measure(ProbeObservations.ROWS, features);
    descentProbes.measure(step, tdErrors, batch, features);
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
