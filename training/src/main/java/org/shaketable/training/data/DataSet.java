package org.shaketable.training.data;

/**
 * Training and test samples of one distribution, in columns that have mean 0 and standard deviation
 * 1 over the training samples.
 *
 * @param classes number of classes; labels are in {@code [0, classes)}
 */
public record DataSet(Samples train, Samples test, int classes) {

  /**
   * The data set with every column shifted and scaled by the mean and the population standard
   * deviation of the training samples. A constant column is shifted only.
   */
  static DataSet standardised(Samples train, Samples test, int classes) {
    int columns = train.columns();
    double[] mean = new double[columns];
    double[] deviation = new double[columns];
    for (int j = 0; j < columns; j++) {
      mean[j] = columnMean(train, j);
      deviation[j] = columnDeviation(train, j, mean[j]);
    }
    return new DataSet(scaled(train, mean, deviation), scaled(test, mean, deviation), classes);
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
