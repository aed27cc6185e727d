package org.shaketable.analytics.spark;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A result table that was computed in the driver: small, one row per condition or fewer. */
record Table(StructType schema, List<Row> rows) {
  Table {
    rows = List.copyOf(rows);
  }

  /** The table in one partition, so that it becomes one file. */
  Dataset<Row> dataset(SparkSession spark) {
    return spark.createDataFrame(rows, schema).coalesce(1);
  }
}
