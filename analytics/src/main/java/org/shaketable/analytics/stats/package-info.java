/**
 * Statistics of stability as pure functions of curves and numbers.
 *
 * <p>A package per concept. Nothing here knows Spark, networks or files: only the JDK and
 * commons-statistics. Every statistic says in its javadoc what it computes, how it treats empty
 * input, one run, ties, NaN and infinities, and which direction is more stable. Random draws are a
 * function of a seed and of the sorted keys of the rows, never of their order.
 */
package org.shaketable.analytics.stats;
