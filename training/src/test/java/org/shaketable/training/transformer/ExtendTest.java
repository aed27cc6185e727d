package org.shaketable.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.random.RandomStream;
import org.shaketable.refusal.Refusal;

/** One token more gives the logits of a forward pass over the whole, bit for bit. */
class ExtendTest {
  private static final int VOCABULARY = 21;
  private static final int CONTEXT = 37;
  private static final int SEQUENCES = 3;

  @ParameterizedTest
  @EnumSource
  void keptKeysAndValuesChangeNoBit(TransformerSpec.QueryKeyNorm norm) {
    for (TransformerSpec.Head head : TransformerSpec.Head.values()) {
      for (int beginning : new int[] {1, 5, 16, 33}) {
        check(spec(head, norm), beginning);
      }
    }
  }

  private static void check(TransformerSpec spec, int beginning) {
    Transformer whole = new Transformer(spec, VOCABULARY, SEQUENCES);
    Transformer steps = new Transformer(spec, VOCABULARY, SEQUENCES);
    float[] weights = weights(whole);
    int[] text = text();
    // what another text left behind must not show
    steps.forward(weights, beginning(text, 2, 7), 2, 7);
    steps.extend(weights, new int[] {3, 4});
    steps.forward(weights, beginning(text, SEQUENCES, beginning), SEQUENCES, beginning);
    for (int length = beginning + 1; length <= CONTEXT; length++) {
      float[] logits = steps.extend(weights, column(text, length - 1));
      float[] all = whole.forward(weights, beginning(text, SEQUENCES, length), SEQUENCES, length);
      int stride = whole.logitStride();
      for (int row = 0; row < SEQUENCES; row++) {
        int last = ((row + 1) * length - 1) * stride;
        assertThat(Arrays.copyOfRange(logits, row * stride, row * stride + VOCABULARY))
            .as("%s, %d tokens, sequence %d", spec, length, row)
            .isEqualTo(Arrays.copyOfRange(all, last, last + VOCABULARY));
      }
    }
  }

  @Test
  void aFullContextIsRefused() {
    TransformerSpec spec =
        spec(TransformerSpec.Head.values()[0], TransformerSpec.QueryKeyNorm.NONE);
    Transformer transformer = new Transformer(spec, VOCABULARY, 1);
    float[] weights = weights(transformer);
    transformer.forward(weights, beginning(text(), 1, CONTEXT), 1, CONTEXT);
    assertThatThrownBy(() -> transformer.extend(weights, new int[] {0}))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("expected less than 37 tokens before the next one");
  }

  private static TransformerSpec spec(
      TransformerSpec.Head head, TransformerSpec.QueryKeyNorm norm) {
    return new TransformerSpec(2, 48, 4, CONTEXT, head, norm, 0.0);
  }

  private static float[] weights(Transformer transformer) {
    float[] weights = new float[transformer.layout().size()];
    RandomStream random = RandomStream.of(2, "extend", 0);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (0.3 * random.nextGaussian());
    }
    return weights;
  }

  private static int[] text() {
    RandomStream random = RandomStream.of(3, "extend", 0);
    int[] text = new int[SEQUENCES * CONTEXT];
    for (int i = 0; i < text.length; i++) {
      text[i] = random.nextInt(VOCABULARY);
    }
    return text;
  }

  private static int[] beginning(int[] text, int sequences, int length) {
    int[] beginning = new int[sequences * length];
    for (int row = 0; row < sequences; row++) {
      System.arraycopy(text, row * CONTEXT, beginning, row * length, length);
    }
    return beginning;
  }

  private static int[] column(int[] text, int position) {
    int[] column = new int[SEQUENCES];
    for (int row = 0; row < SEQUENCES; row++) {
      column[row] = text[row * CONTEXT + position];
    }
    return column;
  }
}
