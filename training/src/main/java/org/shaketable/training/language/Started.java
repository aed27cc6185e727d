package org.shaketable.training.language;

import org.shaketable.training.workload.Learner;

/** A learner that goes on from a trained model. */
public sealed interface Started extends Learner permits FineTuning, RewardTuning {

  /** What it starts from. */
  Start start();

  /** The same learner with another start. */
  Started from(Start other);
}
