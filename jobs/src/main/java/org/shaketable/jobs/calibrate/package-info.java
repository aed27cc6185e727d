/**
 * Finds doses: for each workload and family the magnitudes from no effect to certain collapse, most
 * of them where 10 to 90 % are lost, on seeds that no sweep uses, and writes them as a sweep.
 * {@link org.shaketable.jobs.calibrate.Bracket} is the search, {@link
 * org.shaketable.jobs.calibrate.Doses} what follows from it; what counts as a collapse is decided
 * by {@link org.shaketable.analytics.stats.run.Judge}, as in the analysis. May use Spark, training
 * and {@code analytics.stats}; writes no table.
 */
package org.shaketable.jobs.calibrate;
