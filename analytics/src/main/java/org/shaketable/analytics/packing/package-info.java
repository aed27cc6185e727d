/**
 * From the tables of runs and trajectories to runs that lie beside their clean twins: columns are
 * chosen, rows of one run become one packed trajectory, runs of one twin become neighbours. Knows
 * no statistics.
 */
package org.shaketable.analytics.packing;
