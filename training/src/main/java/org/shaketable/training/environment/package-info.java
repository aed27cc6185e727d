/**
 * Environments of classic control, equal to Gymnasium's, and a vector of them that resets by
 * itself. An environment is a value (its physics) with pure functions of a state; only {@link
 * org.shaketable.training.environment.Environments} has memory. May depend on random numbers,
 * elementary functions, hooks and the workload's {@code Task} alone.
 */
package org.shaketable.training.environment;
