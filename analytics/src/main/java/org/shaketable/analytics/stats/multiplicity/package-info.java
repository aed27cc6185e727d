/** Adjustment of the p-values of many tests reported together. */
package org.shaketable.analytics.stats.multiplicity;
