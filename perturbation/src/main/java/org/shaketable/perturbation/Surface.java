package org.shaketable.perturbation;

/** Place in training that a disturbance can touch; each learner says which of them it has. */
public enum Surface {
  /** The gradient of one update, after back-propagation and before clipping. */
  GRADIENT,
  /** The parameters before one update. */
  PARAMETERS,
  /** Continuous inputs: features of a data set, observations of an environment. */
  INPUTS,
  /** Rewards of an environment. */
  REWARDS,
  /** Class labels. */
  LABELS
}
