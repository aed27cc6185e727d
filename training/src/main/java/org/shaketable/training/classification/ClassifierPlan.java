package org.shaketable.training.classification;

import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.RunPlan;

/** The batches of one classifier's updates, in tables that its kernel reads. */
final class ClassifierPlan {
  /** Batches, numbers of their samples, labels and inputs of their own. */
  static final int TABLES = 4;

  private static final int BATCHES = 0;
  private static final int INDICES = 1;
  private static final int LABELS = 2;
  private static final int INPUTS = 3;
  private static final long NONE = -1;

  private final RunPlan plan;

  /** The batches of a run's plan. */
  ClassifierPlan(RunPlan plan) {
    this.plan = plan;
  }

  /** Reads numbers of samples that other runs read too. */
  void share(Bytes numbers) {
    plan.share(INDICES, numbers);
  }

  /** Adds numbers of samples to those of this run; all that it has. */
  Bytes indices(int[] values, int count) {
    return plan.own(INDICES).add(values, count);
  }

  private static long place(Bytes table) {
    return table.size() / 4;
  }

  /**
   * The next update's batch: so many samples as they are.
   *
   * @param first place of its first sample's number
   */
  void batch(long first, int rows, double smoothing) {
    add(first, NONE, NONE, rows, smoothing);
  }

  /** The next update's batch with labels and, where there are any, inputs of its own. */
  void batch(int[] samples, int[] labels, float[] inputs, int columns, int rows, double smoothing) {
    long first = place(plan.own(INDICES));
    indices(samples, rows);
    long label = place(plan.own(LABELS));
    plan.own(LABELS).add(labels, rows);
    long input = inputs == null ? NONE : place(plan.own(INPUTS));
    if (inputs != null) {
      plan.own(INPUTS).add(inputs, rows * columns);
    }
    add(first, label, input, rows, smoothing);
  }

  private void add(long indices, long labels, long inputs, int rows, double smoothing) {
    plan.own(BATCHES).add(indices).add(labels).add(inputs).add(rows).add(0).add(smoothing);
  }
}
