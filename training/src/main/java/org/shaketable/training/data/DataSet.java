package org.shaketable.training.data;

import java.util.Arrays;

/**
 * Training and test samples of one distribution.
 *
 * @param classes number of classes; labels are in {@code [0, classes)}
 * @param inputScale what one standard deviation of each column is to a disturbance of the inputs
 */
public record DataSet(Samples train, Samples test, int classes, float[] inputScale) {

  /**
   * The data set with every column shifted and scaled by the mean and the population standard
   * deviation of the training samples. A constant column is shifted only.
   */
  public static DataSet standardised(Samples train, Samples test, int classes) {
    int columns = train.columns();
    double[] mean = new double[columns];
    double[] deviation = new double[columns];
    for (int j = 0; j < columns; j++) {
      mean[j] = columnMean(train, j);
      deviation[j] = columnDeviation(train, j, mean[j]);
    }
    return new DataSet(
        scaled(train, mean, deviation),
        scaled(test, mean, deviation),
        classes,
        ones(train.columns()));
  }

  /**
   * The data set with all inputs shifted and scaled by one mean and one population standard
   * deviation, those of all numbers of the training samples.
   */
  public static DataSet standardisedAsWhole(Samples train, Samples test, int classes) {
    Samples flat = new Samples(train.inputs(), new int[train.inputs().length], 1);
    double[] mean = new double[train.columns()];
    double[] deviation = new double[train.columns()];
    Arrays.fill(mean, columnMean(flat, 0));
    Arrays.fill(deviation, columnDeviation(flat, 0, mean[0]));
    return new DataSet(
        scaled(train, mean, deviation),
        scaled(test, mean, deviation),
        classes,
        ones(train.columns()));
  }

  /** The data set as it is; one standard deviation of a column is that of its training samples. */
  public static DataSet unscaled(Samples train, Samples test, int classes) {
    float[] scale = new float[train.columns()];
    for (int j = 0; j < scale.length; j++) {
      scale[j] = (float) columnDeviation(train, j, columnMean(train, j));
    }
    return new DataSet(train, test, classes, scale);
  }

  private static float[] ones(int columns) {
    float[] ones = new float[columns];
    Arrays.fill(ones, 1f);
    return ones;
  }

  private static double columnMean(Samples samples, int column) {
    double sum = 0;
    for (int i = 0; i < samples.rows(); i++) {
      sum += samples.inputs()[i * samples.columns() + column];
    }
    return sum / samples.rows();
  }

  private static double columnDeviation(Samples samples, int column, double mean) {
    double squares = 0;
    for (int i = 0; i < samples.rows(); i++) {
      double centred = samples.inputs()[i * samples.columns() + column] - mean;
      squares += centred * centred;
    }
    return squares == 0 ? 1 : StrictMath.sqrt(squares / samples.rows());
  }

  private static Samples scaled(Samples samples, double[] mean, double[] deviation) {
    float[] inputs = new float[samples.inputs().length];
    for (int i = 0; i < inputs.length; i++) {
      int j = i % samples.columns();
      inputs[i] = (float) ((samples.inputs()[i] - mean[j]) / deviation[j]);
    }
    return new Samples(inputs, samples.labels(), samples.columns());
  }
}
