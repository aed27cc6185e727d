package org.shaketable.training.ppo;

import java.util.Arrays;

/**
 * Running mean and variance of columns, as Gymnasium's and stable-baselines3's {@code
 * RunningMeanStd}: merged batch by batch (Chan et al., doi:10.1080/00031305.1983.10483115) from
 * mean 0, variance 1 with the weight of 1e-4 samples.
 */
final class RunningMoments {
  private final int columns;
  private final double[] mean;
  private final double[] variance;
  private double count = 1e-4;

  RunningMoments(int columns) {
    this.columns = columns;
    this.mean = new double[columns];
    this.variance = new double[columns];
    Arrays.fill(variance, 1);
  }

  /** Takes in {@code rows} rows without gaps. */
  void add(float[] values, int offset, int rows) {
    double total = count + rows;
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += values[offset + i * columns + j];
      }
      double batchMean = sum / rows;
      double squares = 0;
      for (int i = 0; i < rows; i++) {
        double apart = values[offset + i * columns + j] - batchMean;
        squares += apart * apart;
      }
      double delta = batchMean - mean[j];
      mean[j] += delta * rows / total;
      variance[j] = (variance[j] * count + squares + delta * delta * count * rows / total) / total;
    }
    count = total;
  }

  /** What was taken in elsewhere. */
  void arrive(double counted, double[] means, double[] variances) {
    count = counted;
    System.arraycopy(means, 0, mean, 0, columns);
    System.arraycopy(variances, 0, variance, 0, columns);
  }

  double mean(int column) {
    return mean[column];
  }

  double deviation(int column) {
    return Math.sqrt(variance[column] + 1e-8);
  }
}
