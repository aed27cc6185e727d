package org.shaketable.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.layout.Tensor;
import org.shaketable.random.RandomStream;
import org.shaketable.training.transformer.TransformerSpec.Head;
import org.shaketable.training.transformer.TransformerSpec.QueryKeyNorm;

/** Derivatives along random directions in each tensor, against central differences. */
class TransformerGradientTest {
  private static final double STEP = 2e-3;
  private static final int SEQUENCES = 3;

  static Stream<Arguments> settings() {
    return Stream.of(Head.values())
        .flatMap(
            head ->
                Stream.of(QueryKeyNorm.values())
                    .flatMap(
                        norm ->
                            Stream.of(
                                Arguments.of(head, norm, 0.0, 0.0, 8),
                                Arguments.of(head, norm, 0.1, 0.0, 19),
                                Arguments.of(head, norm, 0.0, 0.3, 16))));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void gradient_agrees_with_differences(
      Head head, QueryKeyNorm norm, double zLoss, double dropout, int length) {
    TransformerSpec spec = new TransformerSpec(2, 32, 4, 20, head, norm, dropout);
    Transformer transformer = new Transformer(spec, 13, SEQUENCES);
    RandomStream random = RandomStream.of(7, "gradient test", length);
    int size = transformer.layout().size();
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      weights[i] = (float) (0.3 * random.nextGaussian());
    }
    int rows = SEQUENCES * length;
    Case c = new Case(transformer, draw(rows, random), draw(rows, random), length, zLoss);
    float[] gradient = c.gradient(weights);
    for (Tensor tensor : transformer.layout().tensors()) {
      float[] direction = new float[size];
      double along = 0;
      for (int i = tensor.offset(); i < tensor.end(); i++) {
        direction[i] = (float) (random.nextGaussian() / Math.sqrt(tensor.size()));
        along += (double) gradient[i] * direction[i];
      }
      double difference = c.difference(weights, direction);
      assertThat(along).as(tensor.name()).isCloseTo(difference, within(1e-3));
    }
  }

  private static int[] draw(int count, RandomStream random) {
    int[] tokens = new int[count];
    for (int i = 0; i < count; i++) {
      tokens[i] = random.nextInt(13);
    }
    return tokens;
  }

  /** One batch and its loss; the dropout key is fixed, so the loss is a function. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Case(
      Transformer transformer, int[] tokens, int[] targets, int length, double zLoss) {

    float[] gradient(float[] weights) {
      TokenLoss loss = new TokenLoss(transformer, zLoss);
      loss.loss(logits(weights), targets, tokens.length);
      float[] gradient = new float[weights.length];
      transformer.backward(weights, loss.gradient(), gradient);
      return gradient;
    }

    double difference(float[] weights, float[] direction) {
      return (loss(moved(weights, direction, STEP)) - loss(moved(weights, direction, -STEP)))
          / (2 * STEP);
    }

    private float[] logits(float[] weights) {
      return transformer.forward(weights, tokens, tokens.length / length, length, 99);
    }

    /** In double, from the logits. */
    private double loss(float[] weights) {
      float[] logits = logits(weights);
      double sum = 0;
      for (int row = 0; row < tokens.length; row++) {
        double z = 0;
        for (int j = 0; j < transformer.vocabulary(); j++) {
          z += Math.exp(logits[row * transformer.logitStride() + j]);
        }
        double logZ = Math.log(z);
        sum += logZ - logits[row * transformer.logitStride() + targets[row]];
        sum += zLoss * logZ * logZ;
      }
      return sum / tokens.length;
    }

    private static float[] moved(float[] weights, float[] direction, double step) {
      float[] moved = weights.clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] += (float) (step * direction[i]);
      }
      return moved;
    }
  }
}
