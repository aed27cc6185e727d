package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The table {@code alarms}: the first alarm of each detector in each run, up to its collapse.
 *
 * <p>Lead: collapse step less alarm step. A collapsed run without an alarm, or with one before the
 * disturbance began (a false one), is a miss with lead 0; a run that did not collapse has no lead.
 */
final class Alarms {
  private static final StructType SCHEMA =
      new StructType()
          .add("run_id", DataTypes.StringType)
          .add("sweep", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("detector", DataTypes.StringType)
          .add("clean", DataTypes.BooleanType)
          .add("split", DataTypes.StringType)
          .add("alarm_step", DataTypes.LongType)
          .add("collapse_step", DataTypes.LongType)
          .add("lead_steps", DataTypes.LongType)
          .add("sustained_maximum", DataTypes.DoubleType);

  /**
   * A judged run, clean or perturbed, with what every detector made of it.
   *
   * @param collapseStep null for a run that did not collapse
   * @param alarmSteps by detector's ordinal; null for no alarm
   * @param maxima by detector's ordinal; null where the detector is not defined
   */
  record Run(
      String runId,
      WorkloadKey key,
      boolean clean,
      boolean learned,
      Long collapseStep,
      long onset,
      long horizon,
      List<Long> alarmSteps,
      List<Double> maxima) {

    boolean calibration() {
      return clean && Calibration.contains(runId);
    }

    /** Steps of warning before the collapse; 0 for a miss. */
    long lead(Detector detector) {
      Long alarm = alarmSteps.get(detector.ordinal());
      boolean valid = alarm != null && alarm >= onset && alarm <= collapseStep;
      return valid ? collapseStep - alarm : 0;
    }

    /** Whether a collapse was announced, if only at the moment it came. */
    boolean caught(Detector detector) {
      Long alarm = alarmSteps.get(detector.ordinal());
      return alarm != null && alarm >= onset && alarm <= collapseStep;
    }
  }

  private Alarms() {}

  /** The judged runs that have a trajectory, sorted by run_id. */
  static List<Run> runs(List<Row> judged) {
    return judged.stream()
        .filter(row -> row.getAs("alarm_steps") != null)
        .map(Alarms::run)
        .sorted(Comparator.comparing(Run::runId))
        .toList();
  }

  private static Run run(Row row) {
    Long onset = row.getAs("onset_step");
    return new Run(
        row.getAs("run_id"),
        WorkloadKey.of(row),
        row.getAs("twin_run_id") == null,
        Boolean.TRUE.equals(row.getAs("learned")),
        row.getAs("collapse_step"),
        onset == null ? 0 : onset,
        row.<Long>getAs("horizon"),
        new ArrayList<>(row.<Long>getList(row.fieldIndex("alarm_steps"))),
        new ArrayList<>(row.<Double>getList(row.fieldIndex("alarm_maxima"))));
  }

  /** One row per run and detector. */
  static Table of(List<Run> runs) {
    List<Row> rows = new ArrayList<>();
    for (Run run : runs) {
      for (Detector detector : Detector.values()) {
        if (run.maxima().get(detector.ordinal()) != null) {
          rows.add(row(run, detector));
        }
      }
    }
    return new Table(SCHEMA, rows);
  }

  private static Row row(Run run, Detector detector) {
    return Cells.row(
        run.runId(),
        run.key().sweep(),
        run.key().workload(),
        detector.word(),
        run.clean(),
        run.calibration() ? "calibration" : "held_out",
        run.alarmSteps().get(detector.ordinal()),
        run.collapseStep(),
        run.collapseStep() == null ? null : run.lead(detector),
        run.maxima().get(detector.ordinal()));
  }
}
