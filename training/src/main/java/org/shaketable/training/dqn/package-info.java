/**
 * Deep Q-learning (Mnih et al., doi:10.1038/nature14236) as CleanRL's {@code dqn.py}: settings,
 * replay buffer, temporal-difference loss with its gradient, one training. Depends on environments,
 * networks, optimizers, probes and the workload's types; knows of perturbations no more than their
 * hooks.
 */
package org.shaketable.training.dqn;
