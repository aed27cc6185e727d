package org.shaketable.training.optimizer;

/** Settings of an optimizer. */
public sealed interface Optimizer permits Adam, AdamW, Sgd {

  /** The word in YAML, e.g. {@code adam}. */
  String algorithm();

  /** Learning rate before any annealing. */
  double rate();

  /** Fresh memory for a vector of {@code size} parameters. */
  OptimizerState begin(int size);
}
