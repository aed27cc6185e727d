/**
 * What learners that follow a gradient have in common: parameters, their updates with the hooks at
 * their places, and the record of losses. Depends on optimizers, probes and workloads; learners
 * depend on it.
 */
package org.shaketable.training.descent;
