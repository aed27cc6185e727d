/**
 * Clouds of points in a plane: how many there are, and to which a point belongs. Mixtures of normal
 * densities, fitted without any draw, so that the same points in the same order give the same bits.
 */
package org.shaketable.analytics.stats.mixture;
