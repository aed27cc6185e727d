package org.shaketable.analytics.detection;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.util.KnownSizeEstimation;
import org.shaketable.analytics.baseline.CleanSplit;
import org.shaketable.analytics.packing.RunFacts;

/**
 * The first alarms in one run, up to its collapse, by detector in the order of the catalogue.
 *
 * @param facts shared with the packed run
 * @param collapseStep step of the collapse; null for none
 * @param first when the alarms are known
 * @param since steps of the first of the exceedances in a row that make the alarms; {@link
 *     FirstAlarms#NONE} for none
 * @param maximum largest scores that were held for three evaluations; NaN for none
 */
public record RunAlarms(
    RunFacts facts, Long collapseStep, FirstAlarms first, long[] since, double[] maximum)
    implements Serializable, KnownSizeEstimation {

  /** What the alarms are, detector by detector. */
  public static RunAlarms of(RunFacts facts, Long collapseStep, List<Alarm> alarms) {
    return new RunAlarms(
        facts,
        collapseStep,
        new FirstAlarms(
            facts.runId(),
            alarms.stream().mapToLong(alarm -> step(alarm.known())).toArray(),
            alarms.stream().mapToDouble(Alarm::completeness).toArray()),
        alarms.stream().mapToLong(alarm -> step(alarm.since())).toArray(),
        alarms.stream()
            .mapToDouble(alarm -> alarm.maximum() == null ? Double.NaN : alarm.maximum())
            .toArray());
  }

  private static long step(Long step) {
    return step == null ? FirstAlarms.NONE : step;
  }

  /** Whether thresholds rest on the run. */
  public boolean calibration() {
    return facts.clean() && CleanSplit.calibration(facts.runId());
  }

  /** What one detector made of the run. */
  public Alarm alarm(int detector) {
    return new Alarm(
        FirstAlarms.step(since, detector),
        first.known(detector),
        Double.isNaN(maximum[detector]) ? null : (Double) maximum[detector],
        first.completeness()[detector]);
  }

  /** Bytes in memory beside what is shared. */
  @Override
  public long estimatedSize() {
    return 200 + 32L * since.length;
  }
}
