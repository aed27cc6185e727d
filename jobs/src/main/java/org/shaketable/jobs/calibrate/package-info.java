/**
 * Finds doses: for each workload and family the magnitudes from no effect to certain collapse, on
 * seeds that no sweep uses, and writes them as a sweep. {@link
 * org.shaketable.jobs.calibrate.Bracket} is the search; what counts as a collapse is the analysis's
 * definition. May use Spark, training and {@code analytics.stats}; writes no table.
 */
package org.shaketable.jobs.calibrate;
