package org.shaketable.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shaketable.layout.Tensor;
import org.shaketable.random.RandomStream;

/** The largest attention logit of a transformer of one layer, against its definition in loops. */
class LargestAttentionLogitTest {
  private static final int WIDTH = 16;
  private static final int HEADS = 2;
  private static final int LENGTH = 7;
  private static final int[] TOKENS = {4, 1, 0, 3, 2, 2, 4, 0, 3, 1, 1, 4, 2, 0};

  private final Transformer transformer =
      new Transformer(TransformerSpec.of(1, WIDTH, HEADS, 9), 5, 2);
  private final float[] weights = new float[transformer.layout().size()];

  @Test
  void is_the_largest_scaled_product_of_a_query_with_a_key_before_it() {
    RandomStream random = RandomStream.of(2, "attention", 0);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (0.4 * random.nextGaussian());
    }
    transformer.forward(weights, TOKENS, 2, LENGTH);
    double largest = Double.NEGATIVE_INFINITY;
    for (int sequence = 0; sequence < 2; sequence++) {
      for (int i = 0; i < LENGTH; i++) {
        for (int j = 0; j <= i; j++) {
          for (int head = 0; head < HEADS; head++) {
            largest = Math.max(largest, score(sequence, i, j, head));
          }
        }
      }
    }
    assertThat((double) transformer.largestAttentionLogit()).isCloseTo(largest, within(1e-4));
  }

  private double score(int sequence, int query, int key, int head) {
    double[] q = projected("q", normalised(sequence, query));
    double[] k = projected("k", normalised(sequence, key));
    int each = WIDTH / HEADS;
    double product = 0;
    for (int i = head * each; i < (head + 1) * each; i++) {
      product += q[i] * k[i];
    }
    return product / Math.sqrt(each);
  }

  private double[] normalised(int sequence, int position) {
    double[] x = new double[WIDTH];
    double mean = 0;
    for (int i = 0; i < WIDTH; i++) {
      x[i] = at("tok_emb", TOKENS[sequence * LENGTH + position], i) + at("pos_emb", position, i);
      mean += x[i] / WIDTH;
    }
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean) / WIDTH;
    }
    for (int i = 0; i < WIDTH; i++) {
      x[i] =
          (x[i] - mean) / Math.sqrt(variance + 1e-5) * at("layer0.ln1.weight", 0, i)
              + at("layer0.ln1.bias", 0, i);
    }
    return x;
  }

  private double[] projected(String name, double[] x) {
    double[] y = new double[WIDTH];
    for (int j = 0; j < WIDTH; j++) {
      y[j] = at("layer0.attn." + name + ".bias", 0, j);
      for (int i = 0; i < WIDTH; i++) {
        y[j] += x[i] * at("layer0.attn." + name + ".weight", i, j);
      }
    }
    return y;
  }

  private double at(String name, int row, int column) {
    Tensor tensor = TransformerLayout.find(transformer.layout(), name);
    return weights[tensor.offset() + row * tensor.columns() + column];
  }
}
