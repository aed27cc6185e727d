/**
 * The step from trajectories to results: reads the lake's tables, calls the analytics once, writes
 * the result tables. Computes nothing itself.
 */
package org.shaketable.jobs.analyze;
