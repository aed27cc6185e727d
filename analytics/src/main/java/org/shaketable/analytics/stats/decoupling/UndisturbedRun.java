package org.shaketable.analytics.stats.decoupling;

/**
 * One clean run or placebo of a seed of the battery.
 *
 * @param seed its replicate
 * @param lost the primary endpoint
 */
public record UndisturbedRun(int seed, boolean lost) {}
