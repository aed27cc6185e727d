package org.shaketable.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.random.RandomStream;

/** Against the definition in double precision: targets with a share of their weight spread. */
class TokenLossTest {
  private static final int VOCABULARY = 11;
  private static final int ROWS = 6;
  private static final int[] TARGETS = {3, 0, -1, 10, 7, -1};
  private static final int COUNTED = 4;

  private final Transformer transformer =
      new Transformer(TransformerSpec.of(1, 16, 1, ROWS), VOCABULARY, 1);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.6, 1})
  void loss_and_gradient_follow_the_definition(double smoothing) {
    TokenLoss crossEntropy = new TokenLoss(transformer, 0);
    float[] logits = logits();
    double loss = crossEntropy.loss(logits, TARGETS, ROWS, smoothing);
    double expected = 0;
    for (int row = 0; row < ROWS; row++) {
      for (int j = 0; j < VOCABULARY; j++) {
        int at = row * transformer.logitStride() + j;
        double target = (TARGETS[row] == j ? 1 - smoothing : 0) + smoothing / VOCABULARY;
        double probability = Math.exp(logits[at] - logZ(logits, row));
        boolean counts = TARGETS[row] >= 0;
        expected -= counts ? target * (logits[at] - logZ(logits, row)) / COUNTED : 0;
        assertThat((double) crossEntropy.gradient()[at])
            .isCloseTo(counts ? (probability - target) / COUNTED : 0, within(1e-6));
      }
    }
    assertThat(loss).isCloseTo(expected, within(1e-5));
  }

  private double logZ(float[] logits, int row) {
    double sum = 0;
    for (int j = 0; j < VOCABULARY; j++) {
      sum += Math.exp(logits[row * transformer.logitStride() + j]);
    }
    return Math.log(sum);
  }

  private float[] logits() {
    RandomStream random = RandomStream.of(4, "logits", 0);
    float[] logits = new float[ROWS * transformer.logitStride()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian();
    }
    return logits;
  }
}
