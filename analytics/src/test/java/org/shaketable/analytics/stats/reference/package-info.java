/** Values of independent implementations that the statistics must equal. */
package org.shaketable.analytics.stats.reference;
