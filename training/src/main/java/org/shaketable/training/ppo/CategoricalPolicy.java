package org.shaketable.training.ppo;

import org.shaketable.random.RandomStream;
import org.shaketable.training.elementary.Exponential;

/** Softmax over discrete actions; an action is its index. */
record CategoricalPolicy(int choices) implements Policy {

  @Override
  public int outputs() {
    return choices;
  }

  @Override
  public int shared() {
    return 0;
  }

  @Override
  public int actionSize() {
    return 1;
  }

  @Override
  public double sample(
      double[] row, int at, double[] logStd, RandomStream random, double[] actions, int to) {
    double largest = largest(row, at);
    double sum = 0;
    for (int j = at; j < at + choices; j++) {
      sum += Exponential.exp(row[j] - largest);
    }
    double left = random.nextDouble() * sum;
    int chosen = 0;
    while (chosen < choices - 1) {
      left -= Exponential.exp(row[at + chosen] - largest);
      if (left < 0) {
        break;
      }
      chosen++;
    }
    actions[to] = chosen;
    return row[at + chosen] - largest - Exponential.log(sum);
  }

  @Override
  public void greedy(double[] row, int at, double[] actions, int to) {
    int best = 0;
    for (int j = 1; j < choices; j++) {
      if (row[at + j] > row[at + best]) {
        best = j;
      }
    }
    actions[to] = best;
  }

  @Override
  public double entropy(double[] row, int at, double[] logStd) {
    double normaliser = normaliser(row, at);
    double entropy = 0;
    for (int j = at; j < at + choices; j++) {
      double log = row[j] - normaliser;
      entropy -= Exponential.exp(log) * log;
    }
    return entropy;
  }

  @Override
  public double logProbability(
      double[] row, int at, double[] logStd, double[] actions, int from, double[] work) {
    double largest = largest(row, at);
    double sum = 0;
    for (int j = at; j < at + choices; j++) {
      work[j] = Exponential.exp(row[j] - largest);
      sum += work[j];
    }
    for (int j = at; j < at + choices; j++) {
      work[j] /= sum;
    }
    return row[at + (int) actions[from]] - largest - Exponential.log(sum);
  }

  @Override
  public double gradient(
      double[] row,
      int at,
      double[] logStd,
      double[] actions,
      int from,
      double log,
      double byLog,
      double byEntropy,
      double[] gradient,
      double[] sharedGradient) {
    int taken = at + (int) actions[from];
    double normaliser = row[taken] - log;
    double entropy = 0;
    for (int j = at; j < at + choices; j++) {
      entropy -= gradient[j] * (row[j] - normaliser);
    }
    for (int j = at; j < at + choices; j++) {
      gradient[j] *= -byLog - byEntropy * (row[j] - normaliser + entropy);
    }
    gradient[taken] += byLog;
    return entropy;
  }

  @Override
  public double divergence(
      double[] p, int pAt, double[] pLogStd, double[] q, int qAt, double[] qLogStd) {
    double pNormaliser = normaliser(p, pAt);
    double qNormaliser = normaliser(q, qAt);
    double sum = 0;
    for (int j = 0; j < choices; j++) {
      double log = p[pAt + j] - pNormaliser;
      sum += Exponential.exp(log) * (log - (q[qAt + j] - qNormaliser));
    }
    return Math.max(0, sum);
  }

  /** {@code ln sum exp(z)} of a row. */
  private double normaliser(double[] row, int at) {
    double largest = largest(row, at);
    double sum = 0;
    for (int j = at; j < at + choices; j++) {
      sum += Exponential.exp(row[j] - largest);
    }
    return largest + Exponential.log(sum);
  }

  private double largest(double[] row, int at) {
    double largest = row[at];
    for (int j = at + 1; j < at + choices; j++) {
      largest = row[j] > largest ? row[j] : largest;
    }
    return largest;
  }
}
