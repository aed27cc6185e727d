package org.shaketable.analytics.packing;

import java.io.Serializable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.shaketable.analytics.table.FeatureRow;

/**
 * A feature as the analysis takes it: a column of the trajectories, or its logarithm.
 *
 * @param column name of the column
 */
record FeatureColumn(String column, boolean logarithmic) implements Serializable {
  private static final String LOG = "log_";

  static FeatureColumn of(FeatureRow feature) {
    return new FeatureColumn(feature.name(), feature.logarithmic());
  }

  /** The name in the results: with {@code log_} before that of the column for a logarithm. */
  String name() {
    return logarithmic ? LOG + column : column;
  }

  /** The column to select. */
  Column select() {
    Column raw = functions.col(column);
    return (logarithmic ? functions.log(raw) : raw).cast(DataTypes.DoubleType).as(name());
  }
}
