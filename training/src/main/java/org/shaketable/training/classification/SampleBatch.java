package org.shaketable.training.classification;

import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Inputs;
import org.shaketable.perturbation.Selection;
import org.shaketable.random.Streams;
import org.shaketable.training.data.Samples;
import org.shaketable.training.descent.EpochShuffles;

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
    this.shuffles =
        new EpochShuffles(streams.named("classification/shuffle"), samples.rows(), nominal);
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
    choose(step, count);
    Selection selection = new Selection(indices, count, samples.labels(), classes);
    hooks.samples(step, step, selection);
    copy();
    hooks.inputs(step, step, view());
    hooks.labels(step, step, labels, count, classes);
  }

  /**
   * Reads the samples of a round of a data-parallel training, in equal parts for its workers, and
   * lets the hooks at them.
   *
   * @param step of the run at which the round begins
   * @param round its number
   */
  void readRound(long step, long round, int classes, int workers, Hooks hooks) {
    choose(round, nominal);
    Selection selection = new Selection(indices, nominal, samples.labels(), classes);
    hooks.samples(step, round, selection);
    hooks.workerSamples(step, round, selection, workers);
    copy();
    hooks.inputs(step, round, view());
    hooks.labels(step, round, labels, nominal, classes);
    hooks.workerLabels(step, round, labels, nominal, classes, workers);
  }

  private Inputs view() {
    return new Inputs(inputs, 0, rows, samples.columns(), samples.columns(), scale);
  }

  private void choose(long batch, int count) {
    rows = count;
    if (count > indices.length) {
      allocate(count);
    }
    shuffles.samples(batch * nominal, indices, count);
  }

  private void copy() {
    int columns = samples.columns();
    for (int i = 0; i < rows; i++) {
      System.arraycopy(samples.inputs(), indices[i] * columns, inputs, i * columns, columns);
      labels[i] = samples.labels()[indices[i]];
    }
  }
}
