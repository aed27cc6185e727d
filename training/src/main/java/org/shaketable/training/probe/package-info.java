/**
 * Meta-state features: numbers about a training at one evaluation, computed from what has happened
 * so far and without a trace in the training. One file a feature; learners compose them. Functions
 * of arrays: may depend on the workload's types and on the kernels of {@code vector}, not on
 * learners, tasks or engines.
 */
package org.shaketable.training.probe;
