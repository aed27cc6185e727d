package org.shaketable.training.classification;

import java.util.EnumMap;
import java.util.Map;
import org.shaketable.training.data.Samples;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.network.Network;
import org.shaketable.training.probe.CriticalSharpness;
import org.shaketable.training.probe.DormantShare;
import org.shaketable.training.probe.FeatureRank;
import org.shaketable.training.probe.GradientCoherence;
import org.shaketable.training.probe.GradientNoiseScale;
import org.shaketable.training.probe.GradientParts;
import org.shaketable.training.probe.LargestLogit;
import org.shaketable.training.probe.Norm;
import org.shaketable.training.probe.ParameterVelocity;
import org.shaketable.training.probe.PredictiveEntropy;
import org.shaketable.training.probe.UpdateToWeightRatio;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;

/**
 * The meta-state features of a classifier. Distributions are looked at on the first {@value #ROWS}
 * test samples, gradients on the latest training batch as the learner saw it.
 */
final class ClassifierProbes {
  private static final int ROWS = 64;

  /** Samples on which hidden activations are looked at. */
  private static final int HIDDEN_ROWS = 32;

  private static final int SHARPNESS_ROWS = 8;
  private static final int PARTS = 4;
  private static final int ROWS_PER_PART = 8;

  private final Classifier classifier;
  private final Samples samples;
  private final int rows;
  private final Batch batch;
  private final double smoothing;
  private final GradientParts parts;
  private final float[] ahead;
  private final ParameterVelocity velocity;
  private final CriticalSharpness sharpness = new CriticalSharpness();

  ClassifierProbes(Classifier classifier, Samples samples, Batch batch, double smoothing) {
    this.classifier = classifier;
    this.samples = samples;
    this.rows = Math.min(ROWS, samples.rows());
    this.batch = batch;
    this.smoothing = smoothing;
    int size = classifier.layout().size();
    this.ahead = new float[size];
    this.velocity = new ParameterVelocity(size);
    this.parts = new GradientParts(size, size);
  }

  /** Logits on the probe inputs. */
  float[] outputs(float[] parameters) {
    return classifier.logits(parameters, samples, rows);
  }

  /** The features of a descent as it is now. */
  Features measure(Descent descent) {
    float[] parameters = descent.parameters();
    Map<Feature, Double> features = new EnumMap<>(Feature.class);
    measureFunction(parameters, features);
    features.put(Feature.WEIGHT_NORM, Norm.of(parameters, parameters.length));
    features.put(Feature.PARAMETER_VELOCITY, velocity.measure(parameters, descent.updates()));
    features.put(Feature.GRADIENT_NORM, descent.gradientNorm());
    features.put(Feature.RESIDUAL_VARIANCE, descent.losses().variance());
    features.put(Feature.RESIDUAL_KURTOSIS, descent.losses().kurtosis());
    if (descent.updates() > 0) {
      measureUpdate(descent, features);
    }
    return new Features(features);
  }

  private void measureFunction(float[] parameters, Map<Feature, Double> features) {
    float[] logits = outputs(parameters);
    int classes = classifier.classes();
    features.put(Feature.PREDICTIVE_ENTROPY, PredictiveEntropy.of(logits, classes, rows, classes));
    features.put(Feature.LARGEST_LOGIT, LargestLogit.of(logits, classes, rows, classes));
    Network network = classifier.network();
    DormantShare dormant = new DormantShare();
    int layers = network.hiddenLayers();
    int hiddenRows = Math.min(rows, HIDDEN_ROWS);
    for (int layer = 0; layer < layers; layer++) {
      dormant.layer(
          network.hidden(layer),
          network.hiddenStride(layer),
          hiddenRows,
          network.hiddenWidth(layer));
    }
    features.put(Feature.DORMANT_SHARE, dormant.share());
    if (layers > 0) {
      features.put(
          Feature.FEATURE_RANK,
          FeatureRank.of(
              network.hidden(layers - 1),
              network.hiddenStride(layers - 1),
              hiddenRows,
              network.hiddenWidth(layers - 1)));
    }
  }

  private void measureUpdate(Descent descent, Map<Feature, Double> features) {
    float[] parameters = descent.parameters();
    features.put(
        Feature.UPDATE_TO_WEIGHT_RATIO,
        UpdateToWeightRatio.of(descent.remembered(), parameters, parameters.length));
    features.put(
        Feature.CRITICAL_SHARPNESS,
        sharpness.measure(descent.learningRate(), length -> lossAlong(descent, (float) length)));
    int rowsPerPart = Math.min(ROWS_PER_PART, batch.rows() / PARTS);
    if (rowsPerPart > 0) {
      parts.measure(
          PARTS,
          rowsPerPart,
          (part, gradient) ->
              classifier.gradient(
                  parameters, batch, part * rowsPerPart, rowsPerPart, smoothing, gradient));
      features.put(Feature.GRADIENT_COHERENCE, GradientCoherence.of(parts));
      features.put(Feature.GRADIENT_NOISE_SCALE, GradientNoiseScale.of(parts));
    }
  }

  /** Loss of the latest batch when the latest update is done {@code length} times more. */
  private double lossAlong(Descent descent, float length) {
    float[] parameters = descent.parameters();
    float[] before = descent.remembered();
    for (int i = 0; i < ahead.length; i++) {
      ahead[i] = parameters[i] + length * (parameters[i] - before[i]);
    }
    return classifier.loss(ahead, batch, Math.min(batch.rows(), SHARPNESS_ROWS), smoothing);
  }
}
