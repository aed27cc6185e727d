/** Percentiles, robust means and moments of plain samples. */
package org.shaketable.analytics.stats.descriptive;
