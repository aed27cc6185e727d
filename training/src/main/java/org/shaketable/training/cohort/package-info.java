/**
 * Trainings of one workload that a GPU advances together, whatever they learn: who can be among
 * them ({@link org.shaketable.training.cohort.CohortLearner}), what a learner's training has to do
 * for it ({@link org.shaketable.training.cohort.Member}), and the slices in which they are planned
 * on the JVM, done on the device and followed ({@link
 * org.shaketable.training.cohort.TraineeCohort}). Knows no learner.
 */
package org.shaketable.training.cohort;
