/** Series that share some properties of a given one and are random otherwise. */
package org.shaketable.analytics.stats.surrogate;
