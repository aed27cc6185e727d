package org.shaketable.analytics.stats.bootstrap;

/** Several numbers computed of the same rows, always as many; see {@link Statistic}. */
@FunctionalInterface
public interface Statistics {

  /** The statistics of the rows; NaN where one is not defined. */
  double[] of(Resample rows);
}
