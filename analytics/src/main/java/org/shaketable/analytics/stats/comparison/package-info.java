/** Ranks of samples, by which they are compared. */
package org.shaketable.analytics.stats.comparison;
