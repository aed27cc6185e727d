/**
 * Classification: a network that learns the labels of a data set by minibatch descent on the
 * softmax cross-entropy. Depends on data, networks, optimizers and probes; of perturbations it
 * knows the hooks alone, and which a GPU has kernels for ({@link
 * org.shaketable.training.classification.ClassifierMember}).
 */
package org.shaketable.training.classification;
