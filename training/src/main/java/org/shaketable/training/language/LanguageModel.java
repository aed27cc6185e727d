package org.shaketable.training.language;

import org.shaketable.layout.ParameterLayout;
import org.shaketable.random.RandomStream;
import org.shaketable.training.descent.Parts;
import org.shaketable.training.text.Windows;
import org.shaketable.training.transformer.TokenLoss;
import org.shaketable.training.transformer.Transformer;
import org.shaketable.training.transformer.TransformerSpec;

/** A transformer with the loss on top; parameters are the caller's. */
final class LanguageModel {
  private final Transformer transformer;
  private final TokenLoss crossEntropy;

  LanguageModel(TransformerSpec network, int vocabulary, int sequences, double zLoss) {
    this.transformer = new Transformer(network, vocabulary, sequences);
    this.crossEntropy = new TokenLoss(transformer, zLoss);
  }

  Transformer transformer() {
    return transformer;
  }

  ParameterLayout layout() {
    return transformer.layout();
  }

  int vocabulary() {
    return transformer.vocabulary();
  }

  /** Mean loss of a batch of any size with dropout keyed so; its gradient goes to the array. */
  double gradient(
      float[] parameters, TokenBatch batch, double smoothing, long dropout, float[] gradient) {
    return Parts.gradient(
        batch.sequences,
        transformer.maxSequences(),
        gradient,
        (first, count, result) -> {
          long key = first == 0 ? dropout : RandomStream.key(dropout, first);
          TokenBatch part = batch.part(first, count);
          return backward(
              parameters,
              part,
              smoothing,
              transformer.forward(parameters, part.tokens, count, part.length, key),
              result);
        });
  }

  /** The gradient without dropout, of a batch that is not too large. */
  double gradient(float[] parameters, TokenBatch batch, double smoothing, float[] gradient) {
    return backward(parameters, batch, smoothing, logits(parameters, batch), gradient);
  }

  private double backward(
      float[] parameters, TokenBatch batch, double smoothing, float[] logits, float[] gradient) {
    double loss = crossEntropy.loss(logits, batch.targets, batch.rows(), smoothing);
    transformer.backward(parameters, crossEntropy.gradient(), gradient);
    return loss;
  }

  /** Mean loss of a batch without dropout. */
  double loss(float[] parameters, TokenBatch batch, double smoothing) {
    return crossEntropy.loss(logits(parameters, batch), batch.targets, batch.rows(), smoothing);
  }

  /** Logits of a batch without dropout. */
  float[] logits(float[] parameters, TokenBatch batch) {
    return transformer.forward(parameters, batch.tokens, batch.sequences, batch.length);
  }

  /** Mean loss over {@code count} windows that are spread evenly; all if there are fewer. */
  double loss(float[] parameters, Windows windows, int count) {
    int all = Math.min(count, windows.count());
    double sum = 0;
    for (int from = 0; from < all; from += transformer.maxSequences()) {
      int sequences = Math.min(transformer.maxSequences(), all - from);
      sum += sequences * loss(parameters, TokenBatch.spread(windows, from, sequences, all), 0);
    }
    return sum / all;
  }
}
