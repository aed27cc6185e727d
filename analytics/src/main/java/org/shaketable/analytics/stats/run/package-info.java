/**
 * Statistics of one run against its clean twin: competence, collapse, recovery, trajectory ratio,
 * divergence rate and spike score.
 */
package org.shaketable.analytics.stats.run;
