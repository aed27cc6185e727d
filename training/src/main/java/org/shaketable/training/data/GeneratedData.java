package org.shaketable.training.data;

import org.shaketable.random.RandomStream;

/**
 * Task of classifying samples of a generated data set.
 *
 * <p>The settings' {@code seed} is the seed of the data, not of a run.
 */
public sealed interface GeneratedData extends LabelledData permits Spirals, Blobs, SparseParity {

  /** Width of an input row. */
  Integer columns();

  /** Number of training samples. */
  Integer train();

  /** Number of test samples. */
  Integer test();

  /** Seed of the data. */
  Long seed();

  @Override
  default int trainingSamples() {
    return train();
  }

  /** Draws one sample of class {@code label} into {@code row[0 .. columns())}. */
  void draw(int label, float[] row, RandomStream random);

  /**
   * The data set, drawn anew. Classes take turns, so that their counts differ by one at most; test
   * samples come from a stream of their own.
   */
  @Override
  default DataSet read() {
    return DataSet.standardised(
        samples(train(), "data/" + name() + "/train"),
        samples(test(), "data/" + name() + "/test"),
        classes());
  }

  private Samples samples(int rows, String stream) {
    int columns = columns();
    float[] inputs = new float[rows * columns];
    int[] labels = new int[rows];
    float[] row = new float[columns];
    for (int i = 0; i < rows; i++) {
      labels[i] = i % classes();
      draw(labels[i], row, RandomStream.of(seed(), stream, i));
      System.arraycopy(row, 0, inputs, i * columns, columns);
    }
    return new Samples(inputs, labels, columns);
  }
}
