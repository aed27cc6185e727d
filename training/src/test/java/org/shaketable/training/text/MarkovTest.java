package org.shaketable.training.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shaketable.random.RandomStream;

class MarkovTest {

  @Test
  void entropy_rate_is_that_of_a_long_text() {
    MarkovChain chain = new Markov(5, 2, 1.5, null, null, 3L).chain();
    int[] text = chain.draw(400_000, RandomStream.of(1, "test", 0));
    assertThat(chain.entropyRate()).isCloseTo(empirical(text, 5, 2), within(0.003));
    assertThat(chain.conditionalEntropy(1)).isCloseTo(empirical(text, 5, 1), within(0.003));
  }

  @Test
  void noise_has_the_entropy_of_the_uniform_distribution() {
    MarkovChain chain = new Markov(7, 3, 0.0, null, null, null).chain();
    assertThat(chain.entropyRate()).isCloseTo(Math.log(7), within(1e-12));
    assertThat(chain.attainableLoss(10)).isCloseTo(Math.log(7), within(1e-12));
  }

  @Test
  void less_context_leaves_more_to_guess() {
    MarkovChain chain = new Markov(6, 3, 2.0, null, null, null).chain();
    assertThat(chain.conditionalEntropy(1)).isGreaterThan(chain.conditionalEntropy(2));
    assertThat(chain.conditionalEntropy(2)).isGreaterThan(chain.entropyRate());
    assertThat(chain.attainableLoss(1000))
        .isGreaterThan(chain.entropyRate())
        .isCloseTo(chain.entropyRate(), within(0.01));
  }

  @Test
  void same_seed_gives_the_same_text() {
    Markov markov = Markov.standard();
    int[] first = new int[64];
    int[] second = new int[64];
    int[] targets = new int[64];
    markov.read(markov.alphabet(), 64).train().read(5, first, targets, 0);
    markov.read(markov.alphabet(), 64).train().read(5, second, targets, 0);
    assertThat(first).isEqualTo(second);
    assertThat(targets[3]).isEqualTo(first[4]);
  }

  @Test
  void too_many_contexts_are_refused() {
    assertThatThrownBy(() -> new Markov(1000, 2, null, null, null, null))
        .hasMessage(
            "Invalid order: expected at most 65536 contexts (symbols to the power of order), found"
                + " 1000^2");
  }

  /** Entropy of the next symbol given {@code order} before it, by counting. */
  private static double empirical(int[] text, int symbols, int order) {
    int contexts = (int) Math.pow(symbols, order);
    double[] counts = new double[contexts * symbols];
    double[] totals = new double[contexts];
    int context = 0;
    for (int i = 0; i < text.length; i++) {
      if (i >= order) {
        counts[context * symbols + text[i]]++;
        totals[context]++;
      }
      context = (context * symbols + text[i]) % contexts;
    }
    double entropy = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        entropy -= counts[i] * Math.log(counts[i] / totals[i / symbols]);
      }
    }
    return entropy / (text.length - order);
  }
}
