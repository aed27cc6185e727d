package org.shaketable.training.classification;

import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Inputs;
import org.shaketable.perturbation.Selection;
import org.shaketable.random.Streams;
import org.shaketable.training.data.Samples;
import org.shaketable.training.descent.InputBatch;

/** The latest minibatch, as the learner saw it: copies, which hooks may have changed. */
final class SampleBatch {
  int[] labels;
  private final Samples samples;
  private final InputBatch batch;

  SampleBatch(Samples samples, float[] inputScale, Streams streams, int nominal) {
    this.samples = samples;
    this.batch =
        new InputBatch(
            samples.inputs(),
            samples.columns(),
            inputScale,
            streams.named("classification/shuffle"),
            nominal);
    this.labels = new int[nominal];
  }

  /** Number of samples; 0 before the first batch. */
  int rows() {
    return batch.rows();
  }

  int columns() {
    return samples.columns();
  }

  float[] inputs() {
    return batch.inputs();
  }

  /**
   * Reads the batch of update {@code step} and lets the hooks at it. It starts where it would if
   * all batches before had the nominal size.
   */
  void read(long step, int count, int classes, Hooks hooks) {
    hooks.samples(step, step, chosen(step, count, classes));
    hooks.inputs(step, step, copy());
    hooks.labels(step, step, labels, count, classes);
  }

  /** The numbers of the samples of an update that nothing disturbs; what else is here is past. */
  int[] order(long step) {
    batch.choose(step, batch.nominal());
    return batch.indices();
  }

  int[] indices() {
    return batch.indices();
  }

  /**
   * Reads the samples of a round of a data-parallel training, in equal parts for its workers, and
   * lets the hooks at them.
   *
   * @param step the step of the run at which the round begins
   * @param round its number
   */
  void readRound(long step, long round, int classes, int workers, Hooks hooks) {
    int nominal = batch.nominal();
    Selection selection = chosen(round, nominal, classes);
    hooks.samples(step, round, selection);
    hooks.workerSamples(step, round, selection, workers);
    hooks.inputs(step, round, copy());
    hooks.labels(step, round, labels, nominal, classes);
    hooks.workerLabels(step, round, labels, nominal, classes, workers);
  }

  private Selection chosen(long number, int count, int classes) {
    batch.choose(number, count);
    return new Selection(batch.indices(), count, samples.labels(), classes);
  }

  private Inputs copy() {
    int[] indices = batch.indices();
    if (labels.length < indices.length) {
      labels = new int[indices.length];
    }
    for (int i = 0; i < batch.rows(); i++) {
      labels[i] = samples.labels()[indices[i]];
    }
    return batch.copy();
  }
}
