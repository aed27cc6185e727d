package org.shaketable.training.ppo;

import org.shaketable.training.descent.DescentProbes;
import org.shaketable.training.probe.GradientParts;

/**
 * Loss on samples of the latest roll-out, taken in the order of its last shuffle, and its gradient.
 */
final class RolloutLoss {
  private static final int LARGEST_PART = 16;

  /** Rows that are passed through the networks at once to look at parts of a roll-out, at most. */
  static final int MOST_ROWS = DescentProbes.PARTS * LARGEST_PART;

  private final Ppo settings;
  private final Rollout rollout;
  private final ActorCritic network;
  private final int[] order;
  private final PpoLoss loss;
  private final Minibatch minibatch;
  private final float[] inputs;
  private final double[] outputs;
  private final double[] values;

  RolloutLoss(Ppo settings, Rollout rollout, ActorCritic network, int[] order) {
    int rows = settings.minibatchSize();
    Policy policy = network.policy;
    this.settings = settings;
    this.rollout = rollout;
    this.network = network;
    this.order = order;
    this.loss =
        new PpoLoss(policy, ValueLoss.of(settings), settings.entCoef(), settings.vfCoef(), rows);
    this.minibatch = new Minibatch(rows, policy.actionSize());
    this.inputs = new float[Math.max(rows, MOST_ROWS) * network.policyNetwork().inputs()];
    this.outputs = new double[rows * policy.outputs()];
    this.values = new double[rows];
  }

  /** Samples of a part of the roll-out that is looked at alone, at most. */
  int largestPart() {
    return Math.min(LARGEST_PART, settings.minibatchSize());
  }

  /** The samples that were taken last; hooks may change them. */
  Minibatch minibatch() {
    return minibatch;
  }

  /** The estimate of KL(old || new) on the samples that a loss was computed of last. */
  double approxKl() {
    return loss.approxKl();
  }

  /** Takes samples {@code order[from .. from + rows)}. */
  void gather(int from, int rows) {
    rollout.inputs(order, from, rows, inputs);
    gatherTargets(from, rows);
  }

  private void gatherTargets(int from, int rows) {
    rollout.gather(order, from, rows, minibatch);
    if (settings.normAdv()) {
      minibatch.normaliseAdvantages();
    }
  }

  /** Loss on the samples taken. */
  double of(double clipCoef) {
    network.policy(inputs, 0, minibatch.rows, outputs);
    network.values(inputs, 0, minibatch.rows, values, 0);
    loss.compute(minibatch, clipCoef, outputs, network.logStd, values);
    return loss.loss();
  }

  /** Loss on the samples taken; its gradient goes to the array. */
  double gradient(double clipCoef, float[] gradient) {
    double value = of(clipCoef);
    network.backward(
        loss.outputGradient, loss.valueGradient, loss.sharedGradient, minibatch.rows, gradient);
    return value;
  }

  /** Gradients of the losses on parts of the roll-out, from its first sample on. */
  GradientParts.Source gradients(int parts, int rows, double clipCoef) {
    rollout.inputs(order, 0, parts * rows, inputs);
    network.forwardParts(inputs, parts, rows);
    for (int part = 0; part < parts; part++) {
      gatherTargets(part * rows, rows);
      network.outputsOfPart(part, outputs, values);
      loss.compute(minibatch, clipCoef, outputs, network.logStd, values);
      network.lossOfPart(part, loss.outputGradient, loss.valueGradient, loss.sharedGradient);
    }
    network.backwardParts();
    return network::partGradient;
  }
}
