/**
 * Proximal policy optimisation (Schulman et al., arXiv 1707.06347) as CleanRL's {@code ppo.py} and
 * {@code ppo_continuous_action.py}: settings, generalised advantage estimation, the loss with its
 * gradient, one training. Depends on environments, networks, optimizers, probes and the workload's
 * types; knows of perturbations no more than their hooks.
 */
package org.shaketable.training.ppo;
