/** Ranks, and tests that compare two samples. */
package org.shaketable.analytics.stats.comparison;
