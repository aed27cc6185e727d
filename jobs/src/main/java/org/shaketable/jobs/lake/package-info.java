/**
 * The lake: a directory of Delta tables that only one process writes at a time, and the codec
 * between records and Spark's rows. Knows tables and their columns; may not depend on sweeps, on
 * the command line or on what the analytics compute.
 */
package org.shaketable.jobs.lake;
