package org.shaketable.training.text;

import org.shaketable.random.RandomStream;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.workload.Bounds;

/**
 * Text of a Markov source whose entropy rate is known in closed form, so that the attainable loss
 * is known: the next symbol depends on the last {@code order}. The probabilities of each context
 * are the softmax of normal logits of standard deviation {@code sharpness}.
 *
 * <p>Difficulty: of order 1 an embedding and a head are enough, higher orders need attention to
 * earlier positions; the number of contexts is {@code symbols^order}.
 *
 * @param symbols 16 if not given
 * @param order 2 if not given
 * @param sharpness 0 for pure noise; 2 if not given
 * @param train tokens for training; 100,000 if not given
 * @param validation tokens for validation; 20,000 if not given
 * @param seed seed of source and text; 1 if not given
 */
public record Markov(
    Integer symbols, Integer order, Double sharpness, Integer train, Integer validation, Long seed)
    implements Text {

  public Markov {
    symbols = Bounds.whole("symbols", symbols == null ? 16 : symbols, 2, 1024);
    order = Bounds.whole("order", order == null ? 2 : order, 1, 8);
    sharpness = Bounds.number("sharpness", sharpness == null ? 2 : sharpness, 0, 20);
    train = Bounds.whole("train", train == null ? 100_000 : train, 100, 100_000_000);
    validation =
        Bounds.whole("validation", validation == null ? 20_000 : validation, 100, 100_000_000);
    seed = seed == null ? 1L : seed;
    if (StrictMath.pow(symbols, order) > MarkovChain.LARGEST) {
      throw new Refusal(
          "order",
          "expected at most %d contexts (symbols to the power of order), found %d^%d"
              .formatted(MarkovChain.LARGEST, symbols, order));
    }
  }

  /** The source with every setting at its default. */
  public static Markov standard() {
    return new Markov(null, null, null, null, null, null);
  }

  @Override
  public String name() {
    return "markov";
  }

  @Override
  public Alphabet alphabet() {
    return Alphabet.range(symbols);
  }

  /** The source itself, with its entropy rate. */
  public MarkovChain chain() {
    return new MarkovChain(symbols, order, sharpness, RandomStream.of(seed, "markov/source", 0));
  }

  @Override
  public TokenData read(Alphabet alphabet, int length) {
    MarkovChain chain = chain();
    return new TokenData(
        windows(chain, train, "markov/train", "training", alphabet, length),
        windows(chain, validation, "markov/validation", "validation", alphabet, length),
        alphabet.size());
  }

  private Windows windows(
      MarkovChain chain, int tokens, String stream, String part, Alphabet alphabet, int length) {
    int[] text = chain.draw(tokens, RandomStream.of(seed, stream, 0));
    return Windows.sliding(alphabet.tokens(text), length, part);
  }
}
