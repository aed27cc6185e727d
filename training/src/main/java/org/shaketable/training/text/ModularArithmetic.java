package org.shaketable.training.text;

import java.util.Locale;
import org.shaketable.random.RandomStream;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.workload.Bounds;

/**
 * Equations {@code a o b = c (mod p)}, of which a share is for training: the task on which
 * generalisation comes long after the training examples are known by heart ("grokking", Power et
 * al., arXiv 2201.02177). An example is the four tokens {@code a o b =}; only the answer behind the
 * last counts.
 *
 * @param modulus {@code p}; 31 if not given
 * @param operation addition if not given
 * @param trainShare share of the {@code p^2} equations for training; 0.5 if not given
 * @param seed seed of the split; 1 if not given
 */
public record ModularArithmetic(Integer modulus, Operation operation, Double trainShare, Long seed)
    implements Text {
  private static final int LENGTH = 4;

  /** What stands between the numbers. */
  public enum Operation {
    ADDITION,
    SUBTRACTION,
    MULTIPLICATION;

    int apply(int a, int b, int modulus) {
      return switch (this) {
        case ADDITION -> (a + b) % modulus;
        case SUBTRACTION -> (a - b + modulus) % modulus;
        case MULTIPLICATION -> (int) ((long) a * b % modulus);
      };
    }
  }

  public ModularArithmetic {
    modulus = Bounds.whole("modulus", modulus == null ? 31 : modulus, 3, 1000);
    operation = operation == null ? Operation.ADDITION : operation;
    trainShare = Bounds.number("train-share", trainShare == null ? 0.5 : trainShare, 0.01, 0.99);
    seed = seed == null ? 1L : seed;
  }

  @Override
  public String name() {
    return "modular-" + operation.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Alphabet alphabet() {
    return Alphabet.range(modulus + 2);
  }

  /**
   * The equations, in the seed's order.
   *
   * @param length at least 4; windows have 4 tokens whatever it is
   */
  @Override
  public TokenData read(Alphabet alphabet, int length) {
    if (length < LENGTH) {
      throw new Refusal(
          "context", "expected at least %d for %s, found %d".formatted(LENGTH, name(), length));
    }
    int pairs = modulus * modulus;
    int[] order = new int[pairs];
    for (int i = 0; i < pairs; i++) {
      order[i] = i;
    }
    RandomStream.of(seed, "modular-arithmetic/split", 0).shuffle(order, pairs);
    int train = (int) Math.round(trainShare * pairs);
    return new TokenData(
        examples(order, 0, train, alphabet),
        examples(order, train, pairs, alphabet),
        alphabet.size());
  }

  private Windows examples(int[] order, int from, int to, Alphabet alphabet) {
    int[] tokens = new int[(to - from) * LENGTH];
    int[] targets = new int[tokens.length];
    for (int i = from, at = 0; i < to; i++, at += LENGTH) {
      int a = order[i] / modulus;
      int b = order[i] % modulus;
      tokens[at] = alphabet.token(a);
      tokens[at + 1] = alphabet.token(modulus);
      tokens[at + 2] = alphabet.token(b);
      tokens[at + 3] = alphabet.token(modulus + 1);
      targets[at] = -1;
      targets[at + 1] = -1;
      targets[at + 2] = -1;
      targets[at + 3] = alphabet.token(operation.apply(a, b, modulus));
    }
    return Windows.examples(tokens, targets, LENGTH);
  }
}
