package org.shaketable.training.language;

import java.util.Arrays;
import org.shaketable.training.descent.Parts;
import org.shaketable.training.elementary.Exponential;
import org.shaketable.training.probe.LogSoftmax;

/**
 * The loss {@code mean(-advantage ln p(token) + beta KL(p || q))} over the sampled positions of a
 * batch, {@code q} the start model's distribution there, as a {@link PartedLoss}.
 */
final class PolicyGradient implements PartedLoss {
  private final LanguageModel model;
  private final float[] start;
  private final double beta;
  private final int prompt;
  private final TokenBatch batch;
  private float[] advantages = new float[0];
  private final float[] logitGradient;
  private final double[] p;
  private final double[] q;

  PolicyGradient(LanguageModel model, float[] start, double beta, int prompt, TokenBatch batch) {
    this.model = model;
    this.start = start;
    this.beta = beta;
    this.prompt = prompt;
    this.batch = batch;
    int most = model.transformer().maxSequences();
    this.logitGradient = new float[most * batch.length * model.transformer().logitStride()];
    this.p = new double[model.vocabulary()];
    this.q = new double[model.vocabulary()];
  }

  /**
   * Takes each reward minus the mean of the others as the advantage of its continuation.
   *
   * @param rewards the rewards of the batch's continuations, at least 2
   * @return the advantages in use
   */
  float[] advantages(float[] rewards) {
    double sum = 0;
    for (float reward : rewards) {
      sum += reward;
    }
    advantages = new float[rewards.length];
    for (int i = 0; i < rewards.length; i++) {
      advantages[i] = (float) (rewards[i] - (sum - rewards[i]) / (rewards.length - 1));
    }
    return advantages;
  }

  @Override
  public int sequences() {
    return batch.sequences;
  }

  @Override
  public double loss(float[] parameters, int first, int count) {
    TokenBatch part = batch.part(first, count);
    float[] reference = model.logits(start, part).clone();
    float[] logits = model.logits(parameters, part);
    int stride = model.transformer().logitStride();
    int sampled = part.length - prompt;
    Arrays.fill(logitGradient, 0, part.rows() * stride, 0f);
    double sum = 0;
    for (int row = 0; row < count; row++) {
      for (int position = prompt - 1; position < part.length - 1; position++) {
        int at = row * part.length + position;
        sum +=
            position(
                logits,
                reference,
                at * stride,
                part.tokens[at + 1],
                advantages[first + row],
                1.0 / (count * sampled));
      }
    }
    return sum / (count * sampled);
  }

  /** Loss of one position, its gradient with respect to the logits times {@code weight}. */
  private double position(
      float[] logits, float[] reference, int offset, int token, double advantage, double weight) {
    LogSoftmax.of(logits, offset, p.length, p);
    LogSoftmax.of(reference, offset, q.length, q);
    double divergence = 0;
    for (int j = 0; j < p.length; j++) {
      divergence += Exponential.exp(p[j]) * (p[j] - q[j]);
    }
    for (int j = 0; j < p.length; j++) {
      double probability = Exponential.exp(p[j]);
      double policy = advantage * (probability - (j == token ? 1 : 0));
      double pull = beta * probability * (p[j] - q[j] - divergence);
      logitGradient[offset + j] = (float) (weight * (policy + pull));
    }
    return -advantage * p[token] + beta * divergence;
  }

  @Override
  public double gradient(float[] parameters, int first, int count, float[] gradient) {
    double loss = loss(parameters, first, count);
    model.transformer().backward(parameters, logitGradient, gradient);
    return loss;
  }

  /** The gradient of the whole batch, and the loss. */
  double gradient(float[] parameters, float[] gradient) {
    return Parts.gradient(
        batch.sequences,
        model.transformer().maxSequences(),
        gradient,
        (first, count, result) -> gradient(parameters, first, count, result));
  }
}
