/**
 * Regression: a network, or a user's DL4J model, that learns a number of each sample by minibatch
 * descent. Depends on data, networks, optimizers and probes; of perturbations it knows the hooks
 * alone.
 */
package org.shaketable.training.regression;
