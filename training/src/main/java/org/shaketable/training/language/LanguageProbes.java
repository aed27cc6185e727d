package org.shaketable.training.language;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.shaketable.training.descent.Descent;
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
import org.shaketable.training.text.Windows;
import org.shaketable.training.transformer.Transformer;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;

/**
 * The meta-state features of a language model. Distributions are looked at in validation windows,
 * at up to {@value #ROWS} positions that count; gradients on the latest training batch as the
 * learner saw it.
 */
final class LanguageProbes {
  private static final int SEQUENCES = 8;
  private static final int ROWS = 256;
  private static final int RANK_ROWS = 32;
  private static final int PARTS = 4;

  /** Probe outputs are kept for each evaluation of a clean run: a bound on their number. */
  private static final int MOST_OUTPUTS = 100_000;

  private final Model model;
  private final Batch probe;
  private final int[] rows;
  private final Objective objective;
  private final float[] ahead;
  private final GradientParts parts;
  private final ParameterVelocity velocity;

  LanguageProbes(Model model, Windows validation, Objective objective) {
    this.model = model;
    int most = Math.min(SEQUENCES, model.transformer().maxSequences());
    int sequences = Math.min(most, validation.count());
    this.probe = Batch.spread(validation, 0, sequences, sequences);
    this.rows = rows(probe, Math.max(4, Math.min(ROWS, MOST_OUTPUTS / model.vocabulary())));
    this.objective = objective;
    int size = model.layout().size();
    this.ahead = new float[size];
    this.parts = new GradientParts(size, size);
    this.velocity = new ParameterVelocity(size);
  }

  /** Up to {@code most} positions that count, spread evenly. */
  private static int[] rows(Batch probe, int most) {
    int[] counted =
        IntStream.range(0, probe.rows()).filter(row -> probe.targets[row] >= 0).toArray();
    int count = Math.min(most, counted.length);
    return IntStream.range(0, count).map(i -> counted[i * counted.length / count]).toArray();
  }

  /** Logits at the probe positions. */
  float[] outputs(float[] parameters) {
    float[] logits = model.logits(parameters, probe);
    return picked(logits, model.transformer().logitStride(), model.vocabulary());
  }

  /** The values at the probe positions, without gaps. */
  private float[] picked(float[] values, int stride, int width) {
    float[] picked = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * stride, picked, i * width, width);
    }
    return picked;
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
    int vocabulary = model.vocabulary();
    float[] logits = outputs(parameters);
    features.put(
        Feature.PREDICTIVE_ENTROPY,
        PredictiveEntropy.of(logits, vocabulary, rows.length, vocabulary));
    features.put(
        Feature.LARGEST_LOGIT, LargestLogit.of(logits, vocabulary, rows.length, vocabulary));
    Transformer transformer = model.transformer();
    features.put(Feature.LARGEST_ATTENTION_LOGIT, (double) transformer.largestAttentionLogit());
    int width = transformer.spec().width();
    float[] last = picked(transformer.features(), width, width);
    features.put(
        Feature.FEATURE_RANK, FeatureRank.of(last, width, Math.min(RANK_ROWS, rows.length), width));
    DormantShare dormant = new DormantShare();
    int units = transformer.spec().feedForwardWidth();
    for (int layer = 0; layer < transformer.spec().layers(); layer++) {
      dormant.layer(
          picked(transformer.activations(layer), units, units), units, rows.length, units);
    }
    features.put(Feature.DORMANT_SHARE, dormant.share());
  }

  private void measureUpdate(Descent descent, Map<Feature, Double> features) {
    float[] parameters = descent.parameters();
    features.put(
        Feature.UPDATE_TO_WEIGHT_RATIO,
        UpdateToWeightRatio.of(descent.remembered(), parameters, parameters.length));
    features.put(
        Feature.CRITICAL_SHARPNESS,
        CriticalSharpness.of(descent.learningRate(), length -> lossAlong(descent, (float) length)));
    int each = Math.min(objective.sequences() / PARTS, model.transformer().maxSequences());
    if (each > 0) {
      parts.measure(
          PARTS,
          each,
          (part, gradient) -> objective.gradient(parameters, part * each, each, gradient));
      features.put(Feature.GRADIENT_COHERENCE, GradientCoherence.of(parts));
      features.put(Feature.GRADIENT_NOISE_SCALE, GradientNoiseScale.of(parts));
    }
  }

  /**
   * Loss of a part of the latest batch when the latest update is done {@code length} times more.
   */
  private double lossAlong(Descent descent, float length) {
    float[] parameters = descent.parameters();
    float[] before = descent.remembered();
    for (int i = 0; i < ahead.length; i++) {
      ahead[i] = parameters[i] + length * (parameters[i] - before[i]);
    }
    return objective.loss(ahead, 0, Math.min(objective.sequences(), PARTS));
  }
}
