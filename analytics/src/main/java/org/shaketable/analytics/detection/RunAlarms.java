package org.shaketable.analytics.detection;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.util.KnownSizeEstimation;
import org.shaketable.analytics.baseline.CleanSplit;
import org.shaketable.analytics.packing.RunFacts;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.Role;

/**
 * The first alarms in one run, up to its collapse, by detector in the order of the catalogue.
 *
 * @param onsetStep first step of the disturbance; null for none
 * @param collapseStep step of the collapse; null for none
 * @param first when the alarms are known
 * @param since steps of the first of the exceedances in a row that make the alarms; {@link
 *     FirstAlarms#NONE} for none
 * @param maximum largest scores that were held for three evaluations; NaN for none
 */
public record RunAlarms(
    Condition condition,
    Role role,
    Long onsetStep,
    Long collapseStep,
    FirstAlarms first,
    long[] since,
    double[] maximum)
    implements Serializable, KnownSizeEstimation {

  /** What the alarms are, detector by detector. */
  public static RunAlarms of(RunFacts facts, Long collapseStep, List<Alarm> alarms) {
    return new RunAlarms(
        facts.condition(),
        facts.role(),
        facts.onsetStep(),
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

  public String runId() {
    return first.runId();
  }

  /** The same, with a condition that is shared with other runs. */
  public RunAlarms under(Condition shared) {
    return new RunAlarms(shared, role, onsetStep, collapseStep, first, since, maximum);
  }

  /** Whether thresholds rest on the run. */
  public boolean calibration() {
    return role == Role.CLEAN && CleanSplit.calibration(runId());
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
