/**
 * The update loop of all learners, {@link org.shaketable.training.descent.Descent}: hooks, loss,
 * noise floor, clipping, optimizer. Depends on optimizers and probes; knows of perturbations no
 * more than their hooks, and no learner.
 */
package org.shaketable.training.descent;
