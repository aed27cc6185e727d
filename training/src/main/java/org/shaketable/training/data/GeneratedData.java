package org.shaketable.training.data;

import java.util.Set;
import org.shaketable.perturbation.Subject;
import org.shaketable.random.RandomStream;
import org.shaketable.training.workload.Task;

/**
 * Task of classifying samples of a generated data set.
 *
 * <p>The data are a function of the settings alone, {@code seed} among them: all replicates of a
 * workload learn the same data set.
 */
public sealed interface GeneratedData extends Task permits Spirals, Blobs, SparseParity {

  /** Width of an input row. */
  Integer columns();

  /** Number of classes. */
  Integer classes();

  /** Number of training samples. */
  Integer train();

  /** Number of test samples. */
  Integer test();

  /** Seed of the data. */
  Long seed();

  @Override
  default Subject subject() {
    return new Subject(Set.of(), classes());
  }

  /** Draws one sample of class {@code label} into {@code row[0 .. columns())}. */
  void draw(int label, float[] row, RandomStream random);

  /**
   * The data set. Classes take turns, so that their counts differ by one at most; test samples come
   * from a stream of their own.
   */
  default DataSet generate() {
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
