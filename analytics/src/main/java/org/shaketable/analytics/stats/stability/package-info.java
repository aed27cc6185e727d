/** Statistics of final performance across the runs of a condition. */
package org.shaketable.analytics.stats.stability;
