package org.shaketable.analytics.judgement;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shaketable.analytics.baseline.CleanSplit;
import org.shaketable.analytics.metastate.RegimePath;
import org.shaketable.analytics.packing.RunFacts;
import org.shaketable.analytics.stats.dose.DoseCount;
import org.shaketable.analytics.stats.stability.FinalRun;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.RunStabilityRow;

/**
 * A judged run as the statistics over runs need it: one small record a run, so that all of a
 * sweep's fit in the driver's memory.
 *
 * @param row what the table {@code run_stability} says of it
 * @param lastTenth mean performance over the last tenth of its evaluations, in the workload's unit;
 *     of a run that diverged, which has none, that before training; NaN if it was not seen
 * @param excluded why some statistic lacks it; null if none does
 * @param otherwise whether it collapsed by each definition of {@link CollapseGrid}; null for a run
 *     that was not seen
 * @param regimes through which regimes of its control group it goes; null where there is but one
 */
public record JudgedRun(
    RunFacts facts,
    RunStabilityRow row,
    double lastTenth,
    Exclusion excluded,
    CollapseGrid.Outcome otherwise,
    RegimePath regimes)
    implements Serializable {
  private static final Comparator<JudgedRun> ORDER =
      Comparator.comparing(JudgedRun::condition).thenComparing(JudgedRun::runId);

  /** A run whose control group has one regime. */
  public JudgedRun(
      RunFacts facts,
      RunStabilityRow row,
      double lastTenth,
      Exclusion excluded,
      CollapseGrid.Outcome otherwise) {
    this(facts, row, lastTenth, excluded, otherwise, null);
  }

  /** The perturbed runs among judged ones, sorted by condition and run_id. */
  public static List<JudgedRun> perturbed(List<JudgedRun> judged) {
    return judged.stream().filter(run -> run.facts.role() == Role.PERTURBED).sorted(ORDER).toList();
  }

  /** The placebo runs among judged ones, sorted by condition and run_id. */
  public static List<JudgedRun> placebos(List<JudgedRun> judged) {
    return judged.stream().filter(run -> run.facts.role() == Role.PLACEBO).sorted(ORDER).toList();
  }

  /** The clean runs among judged ones. */
  public static List<JudgedRun> clean(List<JudgedRun> judged) {
    return judged.stream().filter(run -> run.facts.clean()).toList();
  }

  /** Judged runs by their seed. */
  public static Map<Integer, List<JudgedRun>> bySeed(List<JudgedRun> judged) {
    return judged.stream()
        .collect(
            Collectors.groupingBy(run -> run.facts.replicate(), TreeMap::new, Collectors.toList()));
  }

  /** Its magnitude and whether it was lost, of runs of which that is known. */
  public DoseCount dose() {
    return new DoseCount(condition().magnitude(), 1, (int) lost());
  }

  public String runId() {
    return facts.runId();
  }

  public Condition condition() {
    return facts.condition();
  }

  /** The clean runs that it was judged beside. */
  public ControlKey control() {
    return facts.control();
  }

  public ConfigurationKey key() {
    return facts.key();
  }

  public boolean failed() {
    return facts.failed();
  }

  public boolean diverged() {
    return facts.diverged();
  }

  public boolean learned() {
    return Boolean.TRUE.equals(row.learned());
  }

  public boolean collapsed() {
    return Boolean.TRUE.equals(row.collapsed());
  }

  /** The primary endpoint: 1 lost, 0 not, NaN where that is not known. */
  public double lost() {
    return row.lost() == null ? Double.NaN : row.lost() ? 1 : 0;
  }

  /**
   * Whether it would be lost were the edge another share of the control group's median; of runs of
   * which it is known whether they are lost.
   */
  public boolean lostBelow(double share) {
    return diverged() || !(finalPerformance() >= share);
  }

  /** The same run, were the edge below which it is lost another share of the median. */
  public JudgedRun judgedBelow(double share) {
    return Double.isNaN(lost())
        ? this
        : new JudgedRun(
            facts, row.withLost(lostBelow(share)), lastTenth, excluded, otherwise, regimes);
  }

  /** Step of the collapse; null for a run that did not collapse. */
  public Long collapseStep() {
    return row.collapse() == null ? null : row.collapse().collapseStep();
  }

  /** 1 recovered, 0 not, NaN where there was nothing to recover from. */
  public double recovery() {
    return row.recovery() == null ? Double.NaN : row.recovery().recovered() ? 1 : 0;
  }

  /** Steps until recovery, or until last seen; NaN where there was nothing to recover from. */
  public double recoverySteps() {
    return row.recovery() == null ? Double.NaN : row.recovery().recoverySteps();
  }

  public double retainedPerformance() {
    return row.retainedPerformance();
  }

  public double spikeScore() {
    return row.spikeScore();
  }

  /** Normalised; NaN for a run that diverged. */
  public double finalPerformance() {
    return row.normalisedFinalPerformance();
  }

  /** Whether it is a clean run that models and thresholds have not seen. */
  public boolean heldOut() {
    return facts.clean() && !CleanSplit.calibration(runId());
  }

  /** The run's end, for statistics of final performance. */
  public FinalRun last() {
    return new FinalRun(runId(), diverged() ? 0 : finalPerformance());
  }
}
