package org.shaketable.training.data;

import org.shaketable.training.workload.Task;

/**
 * Task of predicting a number from samples of inputs.
 *
 * <p>All replicates of a workload learn the same numbers: they are a function of the settings
 * alone.
 */
public interface TargetData extends Task {

  /**
   * The samples; their arrays may be shared between callers.
   *
   * @throws org.shaketable.refusal.Refusal where what is to be predicted is no number
   */
  TargetSet targets();
}
