package org.shaketable.training.language;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.descent.DescentProbes;
import org.shaketable.training.descent.KickedCopies;
import org.shaketable.training.descent.Parts;
import org.shaketable.training.probe.DormantShare;
import org.shaketable.training.probe.FeatureRank;
import org.shaketable.training.probe.GradientParts;
import org.shaketable.training.probe.LargestLogit;
import org.shaketable.training.probe.PredictiveEntropy;
import org.shaketable.training.text.Windows;
import org.shaketable.training.transformer.Transformer;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.Kicks;

/**
 * The meta-state features of a language model. Distributions are looked at in validation windows,
 * at up to {@value #ROWS} positions that count; gradients on the latest training batch as the
 * learner saw it.
 */
final class LanguageProbes {
  private static final int SEQUENCES = 8;
  private static final int ROWS = 256;
  private static final int RANK_ROWS = 32;
  private static final int SHARPNESS_SEQUENCES = 4;

  /** Probe outputs are kept for each evaluation of a clean run: a bound on their number. */
  private static final int MOST_OUTPUTS = 100_000;

  private final LanguageModel model;
  private final TokenBatch probe;
  private final int[] rows;
  private final PartedLoss objective;
  private final Descent descent;
  private final DescentProbes descentProbes;

  /**
   * @param objective what the latest update descended on
   */
  LanguageProbes(
      LanguageModel model,
      Windows validation,
      PartedLoss objective,
      Descent descent,
      Kicks kicks,
      Noise noise) {
    this.model = model;
    int most = Math.min(SEQUENCES, model.transformer().maxSequences());
    int sequences = Math.min(most, validation.count());
    this.probe = TokenBatch.spread(validation, 0, sequences, sequences);
    this.rows = rows(probe, Math.max(4, Math.min(ROWS, MOST_OUTPUTS / model.vocabulary())));
    this.objective = objective;
    this.descent = descent;
    this.descentProbes =
        new DescentProbes(descent, KickedCopies.of(kicks, noise.streams(), this::latestGradient));
  }

  /** That of the latest batch as a whole, without dropout. */
  private void latestGradient(int update, float[] parameters, float[] gradient) {
    Parts.gradient(
        objective.sequences(),
        model.transformer().maxSequences(),
        gradient,
        (first, count, part) -> objective.gradient(parameters, first, count, part));
  }

  /** Up to {@code most} positions that count, spread evenly. */
  private static int[] rows(TokenBatch probe, int most) {
    int[] counted =
        IntStream.range(0, probe.rows()).filter(row -> probe.targets[row] >= 0).toArray();
    int count = Math.min(most, counted.length);
    return IntStream.range(0, count).map(i -> counted[i * counted.length / count]).toArray();
  }

  /** Logits at the probe positions. */
  float[] outputs() {
    float[] logits = model.logits(descent.parameters(), probe);
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

  /** The features now. */
  Features measure() {
    Map<Feature, Double> features = new EnumMap<>(Feature.class);
    measureFunction(features);
    descentProbes.measure(
        descent.updates(), descent.lossWindow().evaluated(), latestBatch(), features);
    return new Features(features);
  }

  private void measureFunction(Map<Feature, Double> features) {
    int vocabulary = model.vocabulary();
    float[] logits = outputs();
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

  private DescentProbes.LatestBatch latestBatch() {
    return new DescentProbes.LatestBatch() {
      @Override
      public int rows() {
        return objective.sequences();
      }

      @Override
      public int rowsPerPart() {
        return model.transformer().maxSequences();
      }

      @Override
      public GradientParts.Source gradients(int parts, int sequences) {
        return (part, gradient) ->
            objective.gradient(descent.parameters(), part * sequences, sequences, gradient);
      }

      @Override
      public double loss(float[] parameters) {
        int few = Math.min(objective.sequences(), SHARPNESS_SEQUENCES);
        return objective.loss(parameters, 0, few);
      }
    };
  }
}
