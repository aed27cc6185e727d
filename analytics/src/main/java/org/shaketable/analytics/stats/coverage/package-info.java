/**
 * Simulated coverage of the intervals: how often a 95 % interval holds the truth, by statistic,
 * kind of data and sample size. May depend on every other package of statistics; none depends on
 * it.
 */
package org.shaketable.analytics.stats.coverage;
