package org.shaketable.training.language;

import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.RunPlan;
import org.shaketable.training.transformer.TransformerSpec;

/** The batches of one language model's updates, in tables that its kernel reads. */
final class LanguagePlan {
  /** Batches, numbers of their windows, tokens and targets of their own. */
  static final int TABLES = 4;

  private static final int BATCHES = 0;
  private static final int WINDOWS = 1;
  private static final int TOKENS = 2;
  private static final int TARGETS = 3;
  private static final long NONE = -1;

  private final RunPlan plan;

  /** The batches of a run's plan. */
  LanguagePlan(RunPlan plan) {
    this.plan = plan;
  }

  /** Reads numbers of windows that other runs read too. */
  void share(Bytes numbers) {
    plan.share(WINDOWS, numbers);
  }

  /** Adds numbers of windows to those of this run; all that it has. */
  Bytes windows(int[] numbers) {
    return plan.own(WINDOWS).add(numbers, numbers.length);
  }

  private static long place(Bytes table) {
    return table.size() / 4;
  }

  /**
   * The next update's batch: so many windows as they are.
   *
   * @param first place of its first window's number
   * @param dropout key of what it drops
   */
  void batch(long first, int count, double smoothing, TransformerSpec spec, long dropout) {
    add(first, NONE, NONE, count, smoothing, spec, dropout);
  }

  /** The next update's batch, with tokens and targets of its own. */
  void batch(TokenBatch batch, double smoothing, TransformerSpec spec, long dropout) {
    long tokens = place(plan.own(TOKENS));
    long targets = place(plan.own(TARGETS));
    plan.own(TOKENS).add(batch.tokens, batch.rows());
    plan.own(TARGETS).add(batch.targets, batch.rows());
    add(0, tokens, targets, batch.sequences, smoothing, spec, dropout);
  }

  private void add(
      long windows,
      long tokens,
      long targets,
      int count,
      double smoothing,
      TransformerSpec spec,
      long dropout) {
    Bytes to = plan.own(BATCHES);
    to.add(windows).add(tokens).add(targets).add(dropout).add(smoothing);
    to.add(count).add(spec.dropped()).add(spec.keptScale()).add(0);
  }
}
