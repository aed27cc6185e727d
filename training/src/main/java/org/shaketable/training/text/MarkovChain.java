package org.shaketable.training.text;

import java.util.Arrays;
import org.shaketable.random.RandomStream;
import org.shaketable.training.elementary.Exponential;

/**
 * Markov source of some order: a table of next-symbol probabilities for each context, its
 * stationary distribution, and the entropies that follow. A context's number has its symbols as
 * digits, the latest last.
 */
public final class MarkovChain {
  /** Most contexts. */
  static final int LARGEST = 65_536;

  /** Symbols drawn before a text begins, so that it is stationary for all practical ends. */
  private static final int BURN_IN = 1000;

  private static final double CONVERGED = 1e-14;
  private static final int MOST_ITERATIONS = 100_000;

  private final int symbols;
  private final int order;
  private final int contexts;
  private final double[] probabilities;
  private final double[] stationary;

  MarkovChain(int symbols, int order, double sharpness, RandomStream random) {
    this.symbols = symbols;
    this.order = order;
    this.contexts = power(symbols, order);
    this.probabilities = new double[contexts * symbols];
    for (int context = 0; context < contexts; context++) {
      drawRow(context * symbols, sharpness, random);
    }
    this.stationary = stationary();
  }

  private static int power(int base, int exponent) {
    int power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    return power;
  }

  private void drawRow(int offset, double sharpness, RandomStream random) {
    double sum = 0;
    for (int j = offset; j < offset + symbols; j++) {
      probabilities[j] = Exponential.exp(sharpness * random.nextGaussian());
      sum += probabilities[j];
    }
    for (int j = offset; j < offset + symbols; j++) {
      probabilities[j] /= sum;
    }
  }

  private int next(int context, int symbol) {
    return context % (contexts / symbols) * symbols + symbol;
  }

  /**
   * The stationary distribution, by power iteration; every symbol can follow every context, so it
   * converges to the only one.
   */
  private double[] stationary() {
    double[] now = new double[contexts];
    Arrays.fill(now, 1.0 / contexts);
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      double[] after = new double[contexts];
      for (int context = 0; context < contexts; context++) {
        for (int symbol = 0; symbol < symbols; symbol++) {
          after[next(context, symbol)] += now[context] * probabilities[context * symbols + symbol];
        }
      }
      double change = 0;
      for (int context = 0; context < contexts; context++) {
        change += Math.abs(after[context] - now[context]);
      }
      now = after;
      if (change < CONVERGED * contexts) {
        break;
      }
    }
    return now;
  }

  /** Entropy rate {@code -sum_c pi(c) sum_x p(x | c) ln p(x | c)}, in nats per symbol. */
  public double entropyRate() {
    return conditionalEntropy(order);
  }

  /**
   * Smallest mean loss over windows of {@code length} positions, in nats: the first positions see
   * fewer than {@code order} symbols.
   */
  public double attainableLoss(int length) {
    double sum = 0;
    for (int position = 0; position < length; position++) {
      sum += conditionalEntropy(Math.min(position + 1, order));
    }
    return sum / length;
  }

  /** Entropy of the next symbol given the last {@code seen}, at most the order. */
  double conditionalEntropy(int seen) {
    int suffixes = power(symbols, seen);
    double[] joint = new double[suffixes * symbols];
    for (int context = 0; context < contexts; context++) {
      for (int symbol = 0; symbol < symbols; symbol++) {
        joint[context % suffixes * symbols + symbol] +=
            stationary[context] * probabilities[context * symbols + symbol];
      }
    }
    double entropy = 0;
    for (int suffix = 0; suffix < suffixes; suffix++) {
      double weight = 0;
      for (int symbol = 0; symbol < symbols; symbol++) {
        weight += joint[suffix * symbols + symbol];
      }
      for (int symbol = 0; symbol < symbols; symbol++) {
        double p = joint[suffix * symbols + symbol];
        entropy -= p > 0 ? p * Exponential.log(p / weight) : 0;
      }
    }
    return entropy;
  }

  /** A text of {@code count} symbols. */
  int[] draw(int count, RandomStream random) {
    int[] text = new int[count];
    int context = 0;
    for (int i = -BURN_IN; i < count; i++) {
      int symbol = drawNext(context, random.nextDouble());
      context = next(context, symbol);
      if (i >= 0) {
        text[i] = symbol;
      }
    }
    return text;
  }

  private int drawNext(int context, double uniform) {
    double rest = uniform;
    for (int symbol = 0; symbol < symbols - 1; symbol++) {
      rest -= probabilities[context * symbols + symbol];
      if (rest < 0) {
        return symbol;
      }
    }
    return symbols - 1;
  }
}
