package org.shaketable.analytics.stats.decoupling;

/**
 * One run of the battery that every configuration meets.
 *
 * @param dimension the dimension of its exposure
 * @param curve the family on its schedule, of which it is one magnitude
 * @param magnitude above 0
 * @param seed its replicate
 * @param lost the primary endpoint
 */
public record BatteryRun(
    String dimension, String curve, double magnitude, int seed, boolean lost) {}
