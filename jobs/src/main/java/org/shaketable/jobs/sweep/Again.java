package org.shaketable.jobs.sweep;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Encoders;
import org.shaketable.jobs.damage.RowsCheck;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.SmallLake;

/** Why runs that a lake has are trained again. */
public enum Again {
  /** They ended for a reason outside of their specification: a time limit or want of memory. */
  STOPPED {
    @Override
    List<String> runs(Lake lake, String sweep) {
      return lake.now("runs")
          .where(col("sweep").equalTo(sweep).and(col("stop").isNotNull()))
          .select("run_id")
          .as(Encoders.STRING())
          .collectAsList();
    }
  },
  /** Their rows are not those that were written. */
  DAMAGED {
    @Override
    List<String> runs(Lake lake, String sweep) {
      return SmallLake.duringIfSmall(
          lake, lake.session(), () -> RowsCheck.of(lake, sweep).damaged());
    }
  };

  /** The ids of such runs of a sweep. */
  abstract List<String> runs(Lake lake, String sweep);

  /** What they were, as in "runs that were stopped". */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
