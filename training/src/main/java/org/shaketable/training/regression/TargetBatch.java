package org.shaketable.training.regression;

import org.shaketable.perturbation.Hooks;
import org.shaketable.random.Streams;
import org.shaketable.training.data.MeasuredSamples;
import org.shaketable.training.data.TargetSet;
import org.shaketable.training.descent.InputBatch;

/** The latest minibatch, as the learner saw it: copies, which hooks may have changed. */
final class TargetBatch {
  float[] targets;
  private final MeasuredSamples samples;
  private final InputBatch batch;

  TargetBatch(TargetSet data, Streams streams, int nominal) {
    this.samples = data.train();
    this.batch =
        new InputBatch(
            samples.inputs(),
            samples.columns(),
            data.inputScale(),
            streams.named("regression/shuffle"),
            nominal);
    this.targets = new float[nominal];
  }

  /** Number of samples; 0 before the first batch. */
  int rows() {
    return batch.rows();
  }

  float[] inputs() {
    return batch.inputs();
  }

  /**
   * Reads the batch of update {@code step} and lets the hooks at it. It starts where it would if
   * all batches before had the nominal size.
   */
  void read(long step, int count, Hooks hooks) {
    batch.choose(step, count);
    int[] indices = batch.indices();
    if (targets.length < indices.length) {
      targets = new float[indices.length];
    }
    for (int i = 0; i < count; i++) {
      targets[i] = samples.targets()[indices[i]];
    }
    hooks.inputs(step, step, batch.copy());
    hooks.targets(step, step, targets, count);
  }
}
