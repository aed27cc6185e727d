package org.shaketable.training.classification;

import java.util.Arrays;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Inputs;
import org.shaketable.training.data.Samples;

/** The latest minibatch, as the learner saw it: copies, which hooks may have changed. */
final class Batch {
  final float[] inputs;
  final int[] labels;
  private final Samples samples;
  private final EpochShuffles shuffles;
  private final int[] indices;
  private final float[] scale;
  private int rows;

  Batch(Samples samples, long seed, int capacity) {
    this.samples = samples;
    this.shuffles = new EpochShuffles(seed, samples.rows());
    this.indices = new int[capacity];
    this.inputs = new float[capacity * samples.columns()];
    this.labels = new int[capacity];
    // The columns of a data set are standardised, see DataSet.
    this.scale = new float[samples.columns()];
    Arrays.fill(scale, 1f);
  }

  /** Number of samples; 0 before the first batch. */
  int rows() {
    return rows;
  }

  /** Reads the batch of update {@code step} and lets the hooks at it. */
  void read(long step, int count, int classes, Hooks hooks) {
    rows = count;
    shuffles.samples(step * count, indices, count);
    int columns = samples.columns();
    for (int i = 0; i < count; i++) {
      System.arraycopy(samples.inputs(), indices[i] * columns, inputs, i * columns, columns);
      labels[i] = samples.labels()[indices[i]];
    }
    hooks.inputs(step, step, new Inputs(inputs, 0, count, columns, columns, scale));
    hooks.labels(step, step, labels, count, classes);
  }
}
