/**
 * Vector engine: multilayer perceptrons on plain float arrays, computed by the kernels of {@link
 * org.shaketable.training.arithmetic}, with the same bits on every CPU, thread and JIT tier. May
 * depend on networks and arithmetic, not on learners, optimizers or DL4J.
 */
package org.shaketable.training.vector;
