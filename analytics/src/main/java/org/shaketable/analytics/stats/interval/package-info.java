/** Estimates with their interval, and closed-form intervals of a proportion. */
package org.shaketable.analytics.stats.interval;
