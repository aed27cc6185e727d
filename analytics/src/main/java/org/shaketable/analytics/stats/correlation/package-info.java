/** Association of two quantities, with p-values and intervals. */
package org.shaketable.analytics.stats.correlation;
