/**
 * One run as a pure function of its {@link org.shaketable.training.run.RunSpec}, and pairs of runs:
 * {@link org.shaketable.training.run.Twin} trains a clean run and measures perturbed runs against
 * it, {@link org.shaketable.training.run.CohortRuns} trains many on a GPU. Depends on workloads and
 * perturbations, and on the classifiers that a GPU can train.
 */
package org.shaketable.training.run;
