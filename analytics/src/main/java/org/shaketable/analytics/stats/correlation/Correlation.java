package org.shaketable.analytics.stats.correlation;

/**
 * A coefficient of association.
 *
 * @param coefficient in [-1, 1]; NaN where one of the two does not vary
 * @param p two-sided p of "no association"
 * @param n pairs
 */
public record Correlation(double coefficient, double p, int n) {}
