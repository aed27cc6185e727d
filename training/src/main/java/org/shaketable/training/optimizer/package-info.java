/**
 * Optimizers on flat parameter vectors, equal to PyTorch's of the same names, and clipping by the
 * global norm. Settings are records; {@link org.shaketable.training.optimizer.OptimizerState} is
 * one training's memory. May depend on the vector kernels, not on networks or learners.
 */
package org.shaketable.training.optimizer;
