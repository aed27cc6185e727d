package org.shaketable.analytics.evidence;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.detection.Alarm;
import org.shaketable.analytics.detection.RunAlarms;
import org.shaketable.analytics.packing.RunFacts;
import org.shaketable.analytics.table.AlarmRow;

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
  public static Dataset<Row> of(SparkSession spark, JavaRDD<RunAlarms> runs) {
    return spark.createDataFrame(
        runs.flatMap(run -> rows(run).map(CODEC::row).iterator()), CODEC.schema());
  }

  /** The rows of one run, by detector in the order of the catalogue. */
  static Stream<AlarmRow> rows(RunAlarms run) {
    return IntStream.range(0, run.detectors().size()).mapToObj(detector -> row(run, detector));
  }

  private static AlarmRow row(RunAlarms run, int detector) {
    RunFacts facts = run.facts();
    Alarm alarm = run.alarm(detector);
    Long collapse = run.collapseStep();
    return new AlarmRow(
        facts.runId(),
        facts.key(),
        run.detectors().get(detector),
        facts.role(),
        run.calibration() ? "calibration" : "held_out",
        alarm.known(),
        alarm.since(),
        collapse,
        collapse == null ? null : (Long) run.first().lead(detector, facts.onsetStep(), collapse),
        alarm.maximum());
  }
}
