package org.shaketable.training.classification;

import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Inputs;
import org.shaketable.perturbation.Selection;
import org.shaketable.random.Streams;
import org.shaketable.training.data.Samples;

/** The latest minibatch, as the learner saw it: copies, which hooks may have changed. */
final class SampleBatch {
  float[] inputs;
  int[] labels;
  private final Samples samples;
  private final EpochShuffles shuffles;
  private final int nominal;
  private int[] indices;
  private final float[] scale;
  private int rows;

  SampleBatch(Samples samples, float[] inputScale, Streams streams, int nominal) {
    this.samples = samples;
    this.shuffles = new EpochShuffles(streams, samples.rows(), nominal);
    this.nominal = nominal;
    this.scale = inputScale;
    allocate(nominal);
  }

  private void allocate(int capacity) {
    indices = new int[capacity];
    inputs = new float[capacity * samples.columns()];
    labels = new int[capacity];
  }

  /** Number of samples; 0 before the first batch. */
  int rows() {
    return rows;
  }

  /**
   * Reads the batch of update {@code step} and lets the hooks at it. It starts where it would if
   * all batches before had the nominal size.
   */
  void read(long step, int count, int classes, Hooks hooks) {
    rows = count;
    if (count > indices.length) {
      allocate(count);
    }
    shuffles.samples(step * nominal, indices, count);
    hooks.samples(step, step, new Selection(indices, count, samples.labels(), classes));
    int columns = samples.columns();
    for (int i = 0; i < count; i++) {
      System.arraycopy(samples.inputs(), indices[i] * columns, inputs, i * columns, columns);
      labels[i] = samples.labels()[indices[i]];
    }
    hooks.inputs(step, step, new Inputs(inputs, 0, count, columns, columns, scale));
    hooks.labels(step, step, labels, count, classes);
  }
}
