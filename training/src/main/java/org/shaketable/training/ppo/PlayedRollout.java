package org.shaketable.training.ppo;

import java.nio.ByteBuffer;

/**
 * A run's environments and its latest roll-out as the kernel keeps them, {@code Rollout} in {@code
 * ppo.cu}: doubles, floats, integers.
 */
final class PlayedRollout {
  private static final int COLUMNS = 4;
  private static final int MOMENTS = 5;

  /** Two counts, mean and variance of each column and of the discounted return. */
  private static final int SCALES = 2 + 2 * (COLUMNS + 1);

  private final double[] moments = new double[MOMENTS];
  private final double[] scales = new double[SCALES];
  private final double[] logProbabilities;
  private final double[] values;
  private final double[] advantages;
  private final double[] returns;
  private final float[] observations;
  private final int[] actions;
  private final int[] order;

  /** Bytes of it that are read. */
  static long bytes(int envs, int batch) {
    return Double.BYTES * (MOMENTS + SCALES + 6L * envs + 6L * batch)
        + Integer.BYTES * (2L * batch + (long) COLUMNS * (batch + envs));
  }

  /** Doubles that it takes on the device, with what is of no use outside. */
  static long doubles(Ppo settings) {
    long envs = settings.numEnvs();
    long batch = settings.batchSize();
    long noise = Math.max(envs * COLUMNS, settings.minibatchSize());
    long sums = (noise + 511) / 512 * 32 + 32;
    long cuts = settings.bootstrapTruncated() ? batch * (1 + COLUMNS) : 0;
    long rest = Integer.BYTES * (5 * envs + noise + sums + cuts);
    return (bytes(settings.numEnvs(), settings.batchSize()) + rest + 7) / Double.BYTES;
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
      moments, scales, states, logProbabilities, rewards, values, advantages, returns, dones
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

  /** The weight of the observations in their scale. */
  double observed() {
    return scales[0];
  }

  double[] observationMeans() {
    return ofColumns(2);
  }

  double[] observationVariances() {
    return ofColumns(3);
  }

  private double[] ofColumns(int first) {
    double[] values = new double[COLUMNS];
    for (int j = 0; j < COLUMNS; j++) {
      values[j] = scales[first + 2 * j];
    }
    return values;
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
