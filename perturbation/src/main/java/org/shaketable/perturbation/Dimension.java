package org.shaketable.perturbation;

/** Side of training from which a disturbance comes. */
public enum Dimension {
  /** How the parameters are updated: gradients, step sizes, optimizer state. */
  OPTIMIZATION,
  /** What the learner sees: inputs, observations, the order and mix of samples, the environment. */
  DATA,
  /** The parameters themselves. */
  PARAMETER,
  /** What the learner is told is good: rewards, labels, targets, the loss. */
  SIGNAL
}
