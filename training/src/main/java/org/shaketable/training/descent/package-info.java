/**
 * The update loop of all learners, {@link org.shaketable.training.descent.Descent}: hooks, loss,
 * noise floor, clipping, optimizer; and what is measured of it: its features, and the recovery of
 * kicked copies that it never hears of. Depends on optimizers and probes; knows of perturbations no
 * more than their hooks, and no learner.
 */
package org.shaketable.training.descent;
