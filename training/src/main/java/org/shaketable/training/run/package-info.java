/**
 * One run as a pure function of its {@link org.shaketable.training.run.RunSpec}, and pairs of runs:
 * {@link org.shaketable.training.run.Twin} trains a clean run and measures perturbed runs against
 * it. Depends on workloads and perturbations.
 */
package org.shaketable.training.run;
