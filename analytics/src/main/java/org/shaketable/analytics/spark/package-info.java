/**
 * Spark queries that feed the statistics: Datasets in, Datasets out.
 *
 * <p>A trajectory crosses the network once, packed into one binary value a run, next to its clean
 * twin's. What a statistic is stands in {@code analytics.stats}; what is here only brings curves to
 * it. No Delta, no Jackson: tables are read and written by the jobs.
 */
package org.shaketable.analytics.spark;
