package org.shaketable.training.regression;

import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Inputs;
import org.shaketable.random.Streams;
import org.shaketable.training.data.MeasuredSamples;
import org.shaketable.training.data.TargetSet;
import org.shaketable.training.descent.EpochShuffles;

/** The latest minibatch, as the learner saw it: copies, which hooks may have changed. */
final class TargetBatch {
  float[] inputs;
  float[] targets;
  private final MeasuredSamples samples;
  private final EpochShuffles shuffles;
  private final int nominal;
  private final float[] scale;
  private int[] indices;
  private int rows;

  TargetBatch(TargetSet data, Streams streams, int nominal) {
    this.samples = data.train();
    this.shuffles = new EpochShuffles(streams.named("regression/shuffle"), samples.rows(), nominal);
    this.nominal = nominal;
    this.scale = data.inputScale();
    allocate(nominal);
  }

  private void allocate(int capacity) {
    indices = new int[capacity];
    inputs = new float[capacity * samples.columns()];
    targets = new float[capacity];
  }

  /** Number of samples; 0 before the first batch. */
  int rows() {
    return rows;
  }

  /**
   * Reads the batch of update {@code step} and lets the hooks at it. It starts where it would if
   * all batches before had the nominal size.
   */
  void read(long step, int count, Hooks hooks) {
    rows = count;
    if (count > indices.length) {
      allocate(count);
    }
    shuffles.samples(step * nominal, indices, count);
    int columns = samples.columns();
    for (int i = 0; i < rows; i++) {
      System.arraycopy(samples.inputs(), indices[i] * columns, inputs, i * columns, columns);
      targets[i] = samples.targets()[indices[i]];
    }
    hooks.inputs(step, step, new Inputs(inputs, 0, rows, columns, columns, scale));
    hooks.targets(step, step, targets, count);
  }
}
