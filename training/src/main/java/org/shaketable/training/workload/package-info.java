/**
 * What is trained: a task, a learner with its hyperparameters and network, an engine, a controlled
 * level of stochasticity. Values only, apart from {@link
 * org.shaketable.training.workload.Learner#begin}, which starts a training. Depends on networks and
 * perturbations; learners depend on it.
 */
package org.shaketable.training.workload;
