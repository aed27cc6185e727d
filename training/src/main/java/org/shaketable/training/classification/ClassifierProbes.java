package org.shaketable.training.classification;

import java.util.EnumMap;
import java.util.Map;
import org.shaketable.training.data.Samples;
import org.shaketable.training.probe.GradientCoherence;
import org.shaketable.training.probe.GradientParts;
import org.shaketable.training.probe.Norm;
import org.shaketable.training.probe.PredictiveEntropy;
import org.shaketable.training.probe.UpdateToWeightRatio;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;

/**
 * The meta-state features of a classifier. Distributions are looked at on the first {@value #ROWS}
 * test samples, gradients on the latest training batch as the learner saw it.
 */
final class ClassifierProbes {
  private static final int ROWS = 128;
  private static final int PARTS = 4;
  private static final int ROWS_PER_PART = 16;

  private final Classifier classifier;
  private final Samples samples;
  private final int rows;
  private final Batch batch;
  private final double smoothing;
  private final float[] beforeUpdate;
  private final GradientParts parts;
  private boolean updated;

  ClassifierProbes(Classifier classifier, Samples samples, Batch batch, double smoothing) {
    this.classifier = classifier;
    this.samples = samples;
    this.rows = Math.min(ROWS, samples.rows());
    this.batch = batch;
    this.smoothing = smoothing;
    int size = classifier.layout().size();
    this.beforeUpdate = new float[size];
    this.parts = new GradientParts(size, size);
  }

  /** Remembers the parameters before the last update in front of an evaluation. */
  void beforeLastUpdate(float[] parameters) {
    System.arraycopy(parameters, 0, beforeUpdate, 0, beforeUpdate.length);
    updated = true;
  }

  /** Logits on the probe inputs. */
  float[] outputs(float[] parameters) {
    return classifier.logits(parameters, samples, rows);
  }

  Features measure(float[] parameters, double gradientNorm) {
    Map<Feature, Double> features = new EnumMap<>(Feature.class);
    int classes = classifier.classes();
    features.put(
        Feature.PREDICTIVE_ENTROPY,
        PredictiveEntropy.of(outputs(parameters), classes, rows, classes));
    features.put(Feature.WEIGHT_NORM, Norm.of(parameters, beforeUpdate.length));
    features.put(Feature.GRADIENT_NORM, gradientNorm);
    if (updated) {
      measureUpdate(parameters, features);
    }
    return new Features(features);
  }

  private void measureUpdate(float[] parameters, Map<Feature, Double> features) {
    features.put(
        Feature.UPDATE_TO_WEIGHT_RATIO,
        UpdateToWeightRatio.of(beforeUpdate, parameters, beforeUpdate.length));
    int rowsPerPart = Math.min(ROWS_PER_PART, batch.rows() / PARTS);
    if (rowsPerPart > 0) {
      parts.measure(
          PARTS,
          rowsPerPart,
          (part, gradient) ->
              classifier.gradient(
                  parameters, batch, part * rowsPerPart, rowsPerPart, smoothing, gradient));
      features.put(Feature.GRADIENT_COHERENCE, GradientCoherence.of(parts));
    }
  }
}
