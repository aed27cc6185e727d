package org.shaketable.jobs.sweep;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.shaketable.jobs.damage.RowsCheck;
import org.shaketable.jobs.lake.Lake;

/** Why runs that a lake has are trained again. */
public enum Again {
  /** They ended for a reason outside of their specification: a time limit or want of memory. */
  STOPPED {
    @Override
    Dataset<Row> those(Lake lake) {
      return lake.read("runs").where(col("stop").isNotNull());
    }
  },
  /** Their rows are not those that were written. */
  DAMAGED {
    @Override
    Dataset<Row> those(Lake lake) {
      return new RowsCheck(lake).damaged();
    }
  };

  abstract Dataset<Row> those(Lake lake);

  /** The ids of such runs of a sweep. */
  List<String> runs(Lake lake, String sweep) {
    return those(lake)
        .where(col("sweep").equalTo(sweep))
        .select("run_id")
        .as(Encoders.STRING())
        .collectAsList();
  }

  /** What they were, as in "runs that were stopped". */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
