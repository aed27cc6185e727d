/**
 * Whether final performance tells of stability, with the configuration as the unit: what clean runs
 * reach, on seeds of their own, against what a battery of exposures leaves standing.
 */
package org.shaketable.analytics.stats.decoupling;
