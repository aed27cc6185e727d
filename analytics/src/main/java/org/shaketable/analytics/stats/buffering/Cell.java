package org.shaketable.analytics.stats.buffering;

/**
 * Where a run counts: a stratum of the bootstrap.
 *
 * @param half 0 or 1
 */
record Cell(String perturbation, double level, int half) {}
