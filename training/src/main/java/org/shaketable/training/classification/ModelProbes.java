package org.shaketable.training.classification;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.probe.Norm;
import org.shaketable.training.probe.ParameterVelocity;
import org.shaketable.training.probe.PredictiveEntropy;
import org.shaketable.training.probe.UpdateToWeightRatio;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;

/**
 * The meta-state features of a user's DL4J model: those that need its parameters, gradients and
 * outputs alone. See {@link TestOutputs} for the samples that distributions are looked at on.
 */
final class ModelProbes {
  /** What can be measured of a network whose layers are the user's. */
  static final Set<Feature> FEATURES =
      Collections.unmodifiableSet(
          EnumSet.of(
              Feature.PREDICTIVE_ENTROPY,
              Feature.WEIGHT_NORM,
              Feature.PARAMETER_VELOCITY,
              Feature.GRADIENT_NORM,
              Feature.RESIDUAL_VARIANCE,
              Feature.RESIDUAL_KURTOSIS,
              Feature.UPDATE_TO_WEIGHT_RATIO));

  private final TestOutputs outputs;
  private final ParameterVelocity velocity;

  /**
   * Probes of one training.
   *
   * @param size number of parameters
   */
  ModelProbes(TestOutputs outputs, int size) {
    this.outputs = outputs;
    this.velocity = new ParameterVelocity(size);
  }

  /** The features of a descent as it is now. */
  Features measure(Descent descent) {
    float[] parameters = descent.parameters();
    int classes = outputs.classes();
    Map<Feature, Double> features = new EnumMap<>(Feature.class);
    features.put(
        Feature.PREDICTIVE_ENTROPY,
        PredictiveEntropy.of(outputs.probed(parameters), classes, outputs.probedRows(), classes));
    features.put(Feature.WEIGHT_NORM, Norm.of(parameters, parameters.length));
    features.put(Feature.PARAMETER_VELOCITY, velocity.measure(parameters, descent.updates()));
    features.put(Feature.GRADIENT_NORM, descent.gradientNorm());
    features.put(Feature.RESIDUAL_VARIANCE, descent.losses().variance());
    features.put(Feature.RESIDUAL_KURTOSIS, descent.losses().kurtosis());
    if (descent.updates() > 0) {
      features.put(
          Feature.UPDATE_TO_WEIGHT_RATIO,
          UpdateToWeightRatio.of(descent.remembered(), parameters, parameters.length));
    }
    return new Features(features);
  }
}
