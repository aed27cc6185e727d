package org.shaketable.training.ppo;

import org.shaketable.random.RandomStream;
import org.shaketable.training.environment.Actions;

/**
 * Family of distributions over actions, one for each row of network outputs. A row is {@link
 * #outputs()} doubles at {@code row[at ..)}; {@code logStd} are the parameters that all rows share,
 * {@link #shared()} of them. Without memory of its own.
 */
sealed interface Policy permits CategoricalPolicy, GaussianPolicy {

  /** The family that suits an environment. */
  static Policy of(Actions actions) {
    return actions.discrete() ? new CategoricalPolicy(actions.choices()) : new GaussianPolicy(1);
  }

  /** Width of a row of network outputs. */
  int outputs();

  /** Number of parameters that do not depend on the observation. */
  int shared();

  /** Numbers in an action. */
  int actionSize();

  /** Draws an action into {@code actions[to ..)}; the logarithm of its probability (density). */
  double sample(
      double[] row, int at, double[] logStd, RandomStream random, double[] actions, int to);

  /** Writes the most likely action to {@code actions[to ..)}. */
  void greedy(double[] row, int at, double[] actions, int to);

  /** Entropy in nats. */
  double entropy(double[] row, int at, double[] logStd);

  /**
   * Logarithm of the probability (density) of an action, to the bit what {@link #sample} gave.
   *
   * @param work {@code work[at ..)} keeps what {@link #gradient} needs
   */
  double logProbability(
      double[] row, int at, double[] logStd, double[] actions, int from, double[] work);

  /**
   * Writes to {@code gradient[at ..)} the gradient with respect to the row of {@code byLog *
   * logProbability + byEntropy * entropy}, and adds that with respect to the shared parameters to
   * {@code sharedGradient}.
   *
   * @param log what {@link #logProbability} gave for this row just before; {@code gradient} is what
   *     was its {@code work}
   * @return the entropy
   */
  double gradient(
      double[] row,
      int at,
      double[] logStd,
      double[] actions,
      int from,
      double log,
      double byLog,
      double byEntropy,
      double[] gradient,
      double[] sharedGradient);

  /** {@code KL(p || q)} of two rows in nats, each with its own shared parameters; 0 or more. */
  double divergence(double[] p, int pAt, double[] pLogStd, double[] q, int qAt, double[] qLogStd);
}
