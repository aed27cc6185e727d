/**
 * Statistics of one run against its clean twin: competence, collapse, recovery, retained
 * performance, divergence rate and spike score.
 */
package org.shaketable.analytics.stats.run;
