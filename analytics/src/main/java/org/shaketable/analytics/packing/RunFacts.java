package org.shaketable.analytics.packing;

import java.io.Serializable;
import java.util.List;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.Embedded;
import org.shaketable.analytics.table.ExposureRow;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.StochasticityRow;

/**
 * What the table {@code runs} says of one run, as far as the analysis needs; the columns are those
 * of {@link org.shaketable.analytics.table.RunRow}.
 */
public record RunFacts(
    String runId,
    String twinRunId,
    @Embedded Condition condition,
    Role role,
    int replicate,
    RunStatus status,
    long steps,
    long horizon,
    Long onsetStep,
    Long endStep,
    double finalPerformance,
    List<ExposureRow> exposures,
    List<StochasticityRow> stochasticityLevels)
    implements Serializable {
  /** Reads the facts out of rows of the table. */
  public static final RecordCodec<RunFacts> CODEC = RecordCodec.of(RunFacts.class);

  /** The configuration that it is a run of. */
  public ConfigurationKey key() {
    return condition.configuration();
  }

  /** The clean runs that it is judged beside: those of its configuration and level. */
  public ControlKey control() {
    return condition.control();
  }

  /** The clean run that it is measured against: itself if clean. */
  public String twin() {
    return clean() ? runId : twinRunId;
  }

  public boolean clean() {
    return role == Role.CLEAN;
  }

  public boolean failed() {
    return status == RunStatus.FAILED;
  }

  public boolean diverged() {
    return status == RunStatus.DIVERGED;
  }

  /** First step of the disturbance, or of a placebo's parting; 0 for a run that has none. */
  public long onset() {
    return onsetStep == null ? 0 : onsetStep;
  }

  /** First step behind the disturbance; the horizon for a run that has none. */
  public long end() {
    return endStep == null ? horizon : endStep;
  }

  /** Whether the disturbance ends before the run does, so that the run can recover. */
  public boolean ends() {
    return end() < horizon;
  }
}
