package org.shaketable.training.ppo;

import org.shaketable.random.RandomStream;
import org.shaketable.training.elementary.Exponential;

/**
 * Independent normal distributions: the network gives the means; the logarithms of the standard
 * deviations are parameters of their own, whatever the observation.
 */
record GaussianPolicy(int dimensions) implements Policy {
  /** {@code ln(2 pi) / 2}. */
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  @Override
  public int outputs() {
    return dimensions;
  }

  @Override
  public int shared() {
    return dimensions;
  }

  @Override
  public int actionSize() {
    return dimensions;
  }

  @Override
  public double sample(
      double[] row, int at, double[] logStd, RandomStream random, double[] actions, int to) {
    for (int j = 0; j < dimensions; j++) {
      actions[to + j] = row[at + j] + Exponential.exp(logStd[j]) * random.nextGaussian();
    }
    return logDensity(row, at, logStd, actions, to);
  }

  @Override
  public void greedy(double[] row, int at, double[] actions, int to) {
    System.arraycopy(row, at, actions, to, dimensions);
  }

  @Override
  public double logProbability(
      double[] row, int at, double[] logStd, double[] actions, int from, double[] work) {
    return logDensity(row, at, logStd, actions, from);
  }

  private double logDensity(double[] row, int at, double[] logStd, double[] actions, int from) {
    double sum = 0;
    for (int j = 0; j < dimensions; j++) {
      double z = (actions[from + j] - row[at + j]) * Exponential.exp(-logStd[j]);
      sum -= 0.5 * z * z + logStd[j] + HALF_LOG_TWO_PI;
    }
    return sum;
  }

  @Override
  public double entropy(double[] row, int at, double[] logStd) {
    double sum = 0;
    for (int j = 0; j < dimensions; j++) {
      sum += 0.5 + HALF_LOG_TWO_PI + logStd[j];
    }
    return sum;
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
    for (int j = 0; j < dimensions; j++) {
      double precision = Exponential.exp(-logStd[j]);
      double z = (actions[from + j] - row[at + j]) * precision;
      gradient[at + j] = byLog * z * precision;
      sharedGradient[j] += byLog * (z * z - 1) + byEntropy;
    }
    return entropy(row, at, logStd);
  }

  @Override
  public double divergence(
      double[] p, int pAt, double[] pLogStd, double[] q, int qAt, double[] qLogStd) {
    double sum = 0;
    for (int j = 0; j < dimensions; j++) {
      double narrower = Exponential.exp(2 * (pLogStd[j] - qLogStd[j]));
      double apart = (p[pAt + j] - q[qAt + j]) * Exponential.exp(-qLogStd[j]);
      sum += qLogStd[j] - pLogStd[j] + 0.5 * (narrower + apart * apart - 1);
    }
    return Math.max(0, sum);
  }
}
