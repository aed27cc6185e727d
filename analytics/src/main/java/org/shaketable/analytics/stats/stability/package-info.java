/** The stability vector of a condition and its scalar, from the statistics of its runs. */
package org.shaketable.analytics.stats.stability;
