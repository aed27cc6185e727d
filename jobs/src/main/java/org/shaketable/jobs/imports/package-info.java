/**
 * Import of logs that others made: from a mapping to the tables {@code workloads}, {@code runs} and
 * {@code trajectories}, from where on nobody asks who trained a run.
 *
 * <p>The way of a log: {@link org.shaketable.jobs.imports.FileSearch} finds files, a {@link
 * org.shaketable.jobs.imports.log.LogReader} on an executor makes a {@link
 * org.shaketable.jobs.imports.RunReading} of those of one run, {@link
 * org.shaketable.jobs.imports.ImportPlan} on the driver decides what each run is and which are left
 * out, {@link org.shaketable.jobs.imports.Alignment} brings its series to common evaluations, and
 * {@link org.shaketable.jobs.imports.ImportJob} writes what has changed.
 */
package org.shaketable.jobs.imports;
