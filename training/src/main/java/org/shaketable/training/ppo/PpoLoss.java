package org.shaketable.training.ppo;

import java.util.Arrays;
import org.shaketable.training.elementary.Exponential;

/**
 * PPO's loss on a minibatch and its gradient with respect to the network's outputs.
 *
 * <pre>
 * r      = exp(log pi(a|s) - log pi_old(a|s))
 * policy = mean max(-A r, -A clip(r, 1 - c, 1 + c))
 * value  = mean max((V - R)^2, (V_old + clip(V - V_old, -c, c) - R)^2) / 2,  or  mean (V - R)^2 / 2
 * loss   = policy - entCoef * mean entropy + vfCoef * value
 * </pre>
 *
 * <p>An instance holds the result of the last {@link #compute}.
 */
final class PpoLoss {
  private final Policy policy;
  private final ValueLoss form;
  private final double entCoef;
  private final double vfCoef;
  final double[] outputGradient;
  final double[] valueGradient;
  final double[] sharedGradient;
  private double policyLoss;
  private double valueLoss;
  private double entropy;
  private double approxKl;
  private int clipped;

  PpoLoss(Policy policy, ValueLoss form, double entCoef, double vfCoef, int maxRows) {
    this.policy = policy;
    this.form = form;
    this.entCoef = entCoef;
    this.vfCoef = vfCoef;
    this.outputGradient = new double[maxRows * policy.outputs()];
    this.valueGradient = new double[maxRows];
    this.sharedGradient = new double[policy.shared()];
  }

  /**
   * Computes loss and gradient.
   *
   * @param clipCoef half width of the range in which the ratio is free
   * @param outputs the outputs of the policy network, {@code rows} rows without gaps
   */
  void compute(
      Minibatch batch, double clipCoef, double[] outputs, double[] logStd, double[] values) {
    policyLoss = 0;
    valueLoss = 0;
    entropy = 0;
    approxKl = 0;
    clipped = 0;
    Arrays.fill(sharedGradient, 0);
    for (int i = 0; i < batch.rows; i++) {
      policyRow(batch, i, clipCoef, outputs, logStd);
      valueRow(batch, i, clipCoef, values[i]);
    }
    policyLoss /= batch.rows;
    valueLoss *= 0.5 / batch.rows;
    entropy /= batch.rows;
    approxKl /= batch.rows;
  }

  private void policyRow(
      Minibatch batch, int i, double clipCoef, double[] outputs, double[] logStd) {
    int at = i * policy.outputs();
    int from = i * policy.actionSize();
    double log = policy.logProbability(outputs, at, logStd, batch.actions, from, outputGradient);
    double logRatio = log - batch.oldLogProbabilities[i];
    double ratio = Exponential.exp(logRatio);
    double advantage = batch.advantages[i];
    double free = -advantage * ratio;
    double bounded =
        -advantage
            * (ratio < 1 - clipCoef ? 1 - clipCoef : ratio > 1 + clipCoef ? 1 + clipCoef : ratio);
    // The ratio is the derivative of itself by the log-probability; a bounded one does not move.
    double byLog = bounded > free ? 0 : free / batch.rows;
    policyLoss += Math.max(free, bounded);
    approxKl += ratio - 1 - logRatio;
    clipped += Math.abs(ratio - 1) > clipCoef ? 1 : 0;
    entropy +=
        policy.gradient(
            outputs,
            at,
            logStd,
            batch.actions,
            from,
            log,
            byLog,
            -entCoef / batch.rows,
            outputGradient,
            sharedGradient);
  }

  private void valueRow(Minibatch batch, int i, double clipCoef, double value) {
    double error = value - batch.returns[i];
    double square = error * error;
    double slope = error;
    double moved = value - batch.oldValues[i];
    if (form == ValueLoss.CLIPPED && !(Math.abs(moved) <= clipCoef)) {
      double bound = batch.oldValues[i] + (moved < 0 ? -clipCoef : clipCoef) - batch.returns[i];
      if (bound * bound > square) {
        square = bound * bound;
        slope = 0;
      }
    }
    valueLoss += square;
    valueGradient[i] = vfCoef * slope / batch.rows;
  }

  /** The whole loss. */
  double loss() {
    return policyLoss - entCoef * entropy + vfCoef * valueLoss;
  }

  /** Clipped surrogate. */
  double policyLoss() {
    return policyLoss;
  }

  /** Half of the mean squared error of the values. */
  double valueLoss() {
    return valueLoss;
  }

  /** Mean entropy of the policy in nats. */
  double entropy() {
    return entropy;
  }

  /**
   * {@code mean(r - 1 - ln r)}, an estimate of KL(old || new) (Schulman, "Approximating KL
   * divergence", 2020).
   */
  double approxKl() {
    return approxKl;
  }

  /** Number of rows with {@code |r - 1| > clipCoef}. */
  int clipped() {
    return clipped;
  }
}
