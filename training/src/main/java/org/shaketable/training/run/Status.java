package org.shaketable.training.run;

/** How a run ended. */
public enum Status {
  COMPLETED,
  /** A loss, gradient or parameter was NaN or infinite. */
  DIVERGED,
  /** The run could not start, or was stopped from outside. */
  FAILED
}
