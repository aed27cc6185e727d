package org.shaketable.analytics.stats.bootstrap;

/** A number computed of rows drawn from strata; it must not depend on their order. */
@FunctionalInterface
public interface Statistic {

  /** The statistic of the rows; NaN where it is not defined. */
  double of(Resample rows);

  /** Mean of a column over all strata; NaN values are left out. */
  static Statistic mean(int column) {
    return rows -> rows.mean(column);
  }

  /** Median of a column over all strata; NaN values are left out. */
  static Statistic median(int column) {
    return percentile(column, 50);
  }

  /** Percentile of a column over all strata; NaN values are left out. */
  static Statistic percentile(int column, double p) {
    return rows -> rows.percentile(column, p);
  }

  /**
   * Conditional value at risk: mean of the values at or below a percentile; NaN values are left
   * out. See {@link org.shaketable.analytics.stats.reliability.Tail}.
   */
  static Statistic lowerTail(int column, double p) {
    return rows -> rows.lowerTail(column, p);
  }

  /**
   * Interquartile mean of a column over all strata; NaN values are left out. See {@link
   * org.shaketable.analytics.stats.descriptive.TrimmedMean}.
   */
  static Statistic interquartileMean(int column) {
    return rows -> rows.trimmedMean(column, 0.25);
  }
}
