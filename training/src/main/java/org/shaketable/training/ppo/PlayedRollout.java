package org.shaketable.training.ppo;

import java.nio.ByteBuffer;

/**
 * A run's environments and its latest roll-out as the kernel keeps them, {@code Rollout} in {@code
 * ppo.cu}: doubles, floats, integers.
 */
final class PlayedRollout {
  private static final int COLUMNS = 4;
  private static final int MOMENTS = 5;

  private final double[] moments = new double[MOMENTS];
  private final double[] logProbabilities;
  private final double[] values;
  private final double[] advantages;
  private final double[] returns;
  private final float[] observations;
  private final int[] actions;
  private final int[] order;

  /** Doubles that it takes on the device. */
  static long doubles(int envs, int batch) {
    long integers = 2L * batch + 2L * envs;
    long floats = (long) COLUMNS * (batch + envs);
    return MOMENTS + 6L * envs + 6L * batch + (integers + floats + 1) / 2;
  }

  PlayedRollout(ByteBuffer bytes, int envs, int batch) {
    this.logProbabilities = new double[batch];
    this.values = new double[batch + envs];
    this.advantages = new double[batch];
    this.returns = new double[batch];
    this.observations = new float[COLUMNS * (batch + envs)];
    this.actions = new int[batch];
    this.order = new int[batch];
    double[] states = new double[COLUMNS * envs];
    double[] rewards = new double[batch];
    double[] dones = new double[batch + envs];
    double[][] doubles = {
      moments, states, logProbabilities, rewards, values, advantages, returns, dones
    };
    for (double[] array : doubles) {
      bytes.asDoubleBuffer().get(array);
      bytes.position(bytes.position() + Double.BYTES * array.length);
    }
    bytes.asFloatBuffer().get(observations);
    bytes.position(bytes.position() + Float.BYTES * observations.length);
    bytes.asIntBuffer().get(actions).get(order);
  }

  /** Count, mean and sums of second to fourth powers of the TD errors of the window. */
  double[] moments() {
    return moments;
  }

  double[] logProbabilities() {
    return logProbabilities;
  }

  double[] values() {
    return values;
  }

  double[] advantages() {
    return advantages;
  }

  double[] returns() {
    return returns;
  }

  float[] observations() {
    return observations;
  }

  int[] actions() {
    return actions;
  }

  /** Samples in the order of the last shuffle. */
  int[] order() {
    return order;
  }
}
