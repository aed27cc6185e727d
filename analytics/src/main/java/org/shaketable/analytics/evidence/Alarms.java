package org.shaketable.analytics.evidence;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.detection.Alarm;
import org.shaketable.analytics.detection.RaisedAlarms;
import org.shaketable.analytics.detection.RunAlarms;
import org.shaketable.analytics.detection.Thresholds;
import org.shaketable.analytics.table.AlarmRow;
import org.shaketable.analytics.table.ControlKey;

/**
 * The table {@code alarms}: the first alarm of each detector in each run, up to its collapse. The
 * rows are made on the executors: there are as many as runs times detectors.
 *
 * <p>Lead: collapse step less the step at which the alarm is known. A collapsed run without an
 * alarm, or with one before the disturbance began (a false one), is a miss with lead 0; a run that
 * did not collapse has no lead.
 */
public final class Alarms {
  private static final RecordCodec<AlarmRow> CODEC = RecordCodec.of(AlarmRow.class);

  private Alarms() {}

  /** One row per run and detector. */
  public static Dataset<Row> of(SparkSession spark, RaisedAlarms alarms) {
    Broadcast<Map<ControlKey, Thresholds>> thresholds = alarms.thresholds();
    return spark.createDataFrame(
        alarms
            .byRun()
            .flatMap(
                run ->
                    rows(run, thresholds.value().get(run.condition().control()).names())
                        .map(CODEC::row)
                        .iterator()),
        CODEC.schema());
  }

  /** The rows of one run, by detector in the order of the catalogue. */
  static Stream<AlarmRow> rows(RunAlarms run, List<String> detectors) {
    return IntStream.range(0, detectors.size())
        .mapToObj(detector -> row(run, detector, detectors.get(detector)));
  }

  private static AlarmRow row(RunAlarms run, int detector, String name) {
    Alarm alarm = run.alarm(detector);
    Long collapse = run.collapseStep();
    return new AlarmRow(
        run.runId(),
        run.condition().configuration(),
        name,
        run.role(),
        run.calibration() ? "calibration" : "held_out",
        alarm.known(),
        alarm.since(),
        collapse,
        collapse == null ? null : (Long) run.first().lead(detector, run.onsetStep(), collapse),
        alarm.maximum());
  }
}
