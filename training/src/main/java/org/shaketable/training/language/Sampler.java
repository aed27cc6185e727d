package org.shaketable.training.language;

import org.shaketable.random.RandomStream;
import org.shaketable.training.elementary.Exponential;
import org.shaketable.training.probe.LogSoftmax;

/** Continues prompts by drawing one token after the other from the model's distribution. */
final class Sampler {
  private final LanguageModel model;
  private final double[] logs;

  Sampler(LanguageModel model) {
    this.model = model;
    this.logs = new double[model.vocabulary()];
  }

  /** Overwrites positions {@code prompt ..} of every sequence of a batch of any size. */
  void continueFrom(float[] parameters, TokenBatch batch, int prompt, RandomStream random) {
    int most = model.transformer().maxSequences();
    for (int first = 0; first < batch.sequences; first += most) {
      int count = Math.min(most, batch.sequences - first);
      continueFrom(parameters, batch, first, count, prompt, random);
    }
  }

  private void continueFrom(
      float[] parameters, TokenBatch batch, int first, int count, int prompt, RandomStream random) {
    int stride = model.transformer().logitStride();
    float[] logits = model.logits(parameters, batch.beginning(first, count, prompt));
    int[] drawn = new int[count];
    int rows = prompt;
    for (int length = prompt; length < batch.length; length++) {
      for (int row = 0; row < count; row++) {
        int offset = ((row + 1) * rows - 1) * stride;
        drawn[row] = draw(logits, offset, random.nextDouble());
        batch.tokens[(first + row) * batch.length + length] = drawn[row];
      }
      if (length + 1 < batch.length) {
        logits = model.transformer().extend(parameters, drawn);
        rows = 1;
      }
    }
  }

  /** A token from the softmax of a row; the last one where rounding leaves a rest. */
  private int draw(float[] logits, int offset, double uniform) {
    LogSoftmax.of(logits, offset, logs.length, logs);
    double rest = uniform;
    for (int token = 0; token < logs.length - 1; token++) {
      rest -= Exponential.exp(logs[token]);
      if (rest < 0) {
        return token;
      }
    }
    return logs.length - 1;
  }
}
