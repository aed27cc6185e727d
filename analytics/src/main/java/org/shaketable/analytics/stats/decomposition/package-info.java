/** How much of a quantity's variance each factor and their interactions explain. */
package org.shaketable.analytics.stats.decomposition;
