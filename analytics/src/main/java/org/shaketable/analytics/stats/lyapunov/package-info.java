/**
 * Spread of several trainings of one network in parameter space, as deep-lyapunov measures it:
 * exponents, convergence and effective dimensionality.
 */
package org.shaketable.analytics.stats.lyapunov;
