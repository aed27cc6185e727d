/**
 * The controlled trial: outcomes of disturbed runs beside those of placebo runs of the same seeds.
 * The seed is the sampling unit: all conditions share replicates, so what is resampled is a seed
 * with all its runs together. Depends on the JDK, intervals and draws alone.
 */
package org.shaketable.analytics.stats.trial;
