package org.shaketable.training.program;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.shaketable.training.probe.LargestLogit;
import org.shaketable.training.probe.Norm;
import org.shaketable.training.probe.ParameterVelocity;
import org.shaketable.training.probe.PredictiveEntropy;
import org.shaketable.training.probe.Residuals;
import org.shaketable.training.probe.UpdateToWeightRatio;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Feature;

/**
 * What one evaluation of a program says, with the features that flat parameters, gradients and
 * losses give: those are computed here, once, for all programs.
 */
final class Vitals {
  private final Map<Feature, Double> features = new EnumMap<>(Feature.class);
  private final Residuals losses;
  private final ParameterVelocity velocity;
  private final long step;
  private double loss;

  Vitals(long step, Residuals losses, ParameterVelocity velocity) {
    this.step = step;
    this.losses = losses;
    this.velocity = velocity;
    this.loss = losses.mean();
    put(Feature.RESIDUAL_VARIANCE, losses.variance());
    put(Feature.RESIDUAL_KURTOSIS, losses.kurtosis());
  }

  /** The parameters, those before the latest update, and its gradient, where there was one. */
  void measure(float[] parameters, Optional<float[]> before, Optional<float[]> gradient)
      throws Diverged {
    double norm = Norm.of(parameters, parameters.length);
    Diverged.check(norm, "parameters", step);
    put(Feature.WEIGHT_NORM, norm);
    put(Feature.PARAMETER_VELOCITY, velocity.measure(parameters, step));
    if (gradient.isPresent()) {
      double length = Norm.of(gradient.get(), parameters.length);
      Diverged.check(length, "gradient", step);
      put(Feature.GRADIENT_NORM, length);
    }
    before.ifPresent(
        values ->
            put(
                Feature.UPDATE_TO_WEIGHT_RATIO,
                UpdateToWeightRatio.of(values, parameters, parameters.length)));
  }

  /** Logits on probe inputs. */
  void outputs(float[] logits, int classes) {
    int rows = logits.length / classes;
    put(Feature.PREDICTIVE_ENTROPY, PredictiveEntropy.of(logits, classes, rows, classes));
    put(Feature.LARGEST_LOGIT, LargestLogit.of(logits, classes, rows, classes));
  }

  /** What the program says itself: it knows better. */
  void said(Message message) throws Diverged {
    message.numbers("features").forEach((name, value) -> put(feature(name), value));
    if (message.has("loss")) {
      loss = message.number("loss");
      Diverged.check(loss, "loss", step);
    }
    losses.clear();
  }

  private static Feature feature(String name) {
    for (Feature feature : Feature.values()) {
      if (feature.column().equals(name)) {
        return feature;
      }
    }
    throw new ProgramFailed(
        "Invalid feature: expected one of %s, found %s"
            .formatted(
                java.util.Arrays.stream(Feature.values()).map(Feature::column).toList(),
                Message.cut(name)));
  }

  private void put(Feature feature, double value) {
    if (!Double.isNaN(value)) {
      features.put(feature, value);
    }
  }

  double loss() {
    return loss;
  }

  Map<Feature, Double> features() {
    return features;
  }
}
