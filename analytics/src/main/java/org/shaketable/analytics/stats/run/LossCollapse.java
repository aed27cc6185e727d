package org.shaketable.analytics.stats.run;

/** Whether the loss can make a collapse. */
public enum LossCollapse {
  /** For reinforcement learning and classification: the loss alone proves nothing. */
  IGNORED,
  /** For language models: performance is the loss. */
  COUNTED
}
