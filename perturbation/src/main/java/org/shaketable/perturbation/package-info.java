/**
 * What disturbs a training run, and when: four {@link org.shaketable.perturbation.Dimension}s,
 * their families, schedules, and the {@link org.shaketable.perturbation.Hooks} through which a
 * learner meets them.
 *
 * <p>A learner calls its {@code Hooks} at fixed places and knows nothing else. A {@link
 * org.shaketable.perturbation.Perturbation} is a value (family and magnitude); {@code begin()}
 * gives the {@link org.shaketable.perturbation.Disturbance} with the state of one run; a {@link
 * org.shaketable.perturbation.Shaker} joins exposures, schedules and random streams to the {@code
 * Hooks} of one run. Magnitude 0 is the identity, and nothing here draws from a learner's own
 * streams.
 *
 * <p>May depend on the JDK alone.
 */
package org.shaketable.perturbation;
