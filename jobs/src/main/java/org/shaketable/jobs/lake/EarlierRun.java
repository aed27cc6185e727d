package org.shaketable.jobs.lake;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.StopReason;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.rows.Ending;
import org.shaketable.jobs.rows.RunRows;
import org.shaketable.training.run.RunSpec;

/** A row of the table {@code runs} as versions 1 and 2 of the schema had it. */
record EarlierRun(Row cells) {

  /** The row as it is today. */
  RunRow row() {
    RunSpec spec = Specs.parse(text("spec"));
    String runId = text("run_id");
    return RunRows.of(
        text("sweep"),
        runId,
        Optional.ofNullable(text("reference_run_id")).orElse(runId),
        spec,
        text("spec"),
        ending());
  }

  private Ending ending() {
    RunStatus status = RunStatus.valueOf(text("status"));
    return new Ending(
        status,
        text("message"),
        status == RunStatus.FAILED ? stop(text("message")) : null,
        cells.<Long>getAs("steps"),
        cells.<Integer>getAs("evaluations"),
        number("final_performance"),
        number("wall_seconds"),
        text("trajectory_digest"),
        number("realised_magnitude"),
        text("provenance"),
        null);
  }

  /** Those versions told by the message alone what had stopped a run. */
  private static StopReason stop(String message) {
    if (message.startsWith("Stopped by its time limit")) {
      return StopReason.TIME_LIMIT;
    }
    if (message.startsWith("Stopped by the end of its clean twin")) {
      return StopReason.TWIN;
    }
    return message.startsWith("java.lang.OutOfMemoryError") ? StopReason.MEMORY : null;
  }

  private String text(String column) {
    return cells.getAs(column);
  }

  /** NaN where the table has no such column, or nothing in it. */
  private double number(String column) {
    boolean there = List.of(cells.schema().fieldNames()).contains(column);
    Double number = there ? cells.getAs(column) : null;
    return number == null ? Double.NaN : number;
  }
}
