package org.shaketable.analytics;

import java.util.List;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.packing.RunFacts;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.stats.run.CollapseKind;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ExposureRow;
import org.shaketable.analytics.table.FeatureRow;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.RunStabilityRow;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.Source;
import org.shaketable.analytics.table.StochasticityRow;
import org.shaketable.analytics.table.WorkloadRow;

/** Made-up runs and workloads for tests; a run takes 400 steps and is disturbed from 200 to 280. */
public final class MadeRuns {
  public static final long HORIZON = 400;
  public static final long ONSET = 200;
  public static final long END = 280;

  private MadeRuns() {}

  /** A workload whose collapses are those of performance, and of the loss where it is said. */
  public static WorkloadRow workload(
      ConfigurationKey key,
      Direction direction,
      List<CollapseKind> rules,
      List<FeatureRow> features,
      String settings) {
    return workload(key, Source.TRAINED, direction, rules, features, settings);
  }

  /** The same, made elsewhere. */
  public static WorkloadRow workload(
      ConfigurationKey key,
      Source source,
      Direction direction,
      List<CollapseKind> rules,
      List<FeatureRow> features,
      String settings) {
    return new WorkloadRow(
        key.sweep(),
        key.workload(),
        key.configuration(),
        List.of(),
        source,
        "made-up",
        "made-up",
        "vector",
        HORIZON,
        40,
        "made-up performance",
        "",
        direction,
        null,
        rules,
        features,
        settings);
  }

  /** A clean run. */
  public static RunFacts clean(
      ConfigurationKey key, String id, int replicate, RunStatus status, double finalPerformance) {
    return new RunFacts(
        id,
        null,
        new Condition(key, null, null, 0, "none", "none"),
        Role.CLEAN,
        replicate,
        status,
        HORIZON,
        HORIZON,
        null,
        null,
        finalPerformance,
        List.of(),
        List.of());
  }

  /** The same run at a level of stochasticity. */
  public static RunFacts at(RunFacts run, StochasticityRow level) {
    Condition plain = run.condition();
    return new RunFacts(
        run.runId(),
        run.twinRunId(),
        new Condition(
            plain.configuration(),
            plain.dimension(),
            plain.family(),
            plain.magnitude(),
            plain.schedule(),
            level.kind() + " " + level.level()),
        run.role(),
        run.replicate(),
        run.status(),
        run.steps(),
        run.horizon(),
        run.onsetStep(),
        run.endStep(),
        run.finalPerformance(),
        run.exposures(),
        List.of(level));
  }

  /** A perturbed run that has one exposure. */
  public static RunFacts perturbed(
      Condition condition, String id, String twin, int replicate, RunStatus status, long steps) {
    return perturbed(
        condition,
        List.of(exposure(condition.family(), condition.magnitude(), condition.schedule())),
        id,
        twin,
        replicate,
        status,
        steps);
  }

  /** A perturbed run. */
  public static RunFacts perturbed(
      Condition condition,
      List<ExposureRow> exposures,
      String id,
      String twin,
      int replicate,
      RunStatus status,
      long steps) {
    return new RunFacts(
        id,
        twin,
        condition,
        Role.PERTURBED,
        replicate,
        status,
        steps,
        HORIZON,
        ONSET,
        END,
        Double.NaN,
        exposures,
        List.of());
  }

  /** A placebo beside the runs on that schedule. */
  public static RunFacts placebo(ConfigurationKey key, String schedule, String id, int replicate) {
    return new RunFacts(
        id,
        "clean-" + replicate,
        new Condition(key, null, null, 0, schedule, "none"),
        Role.PLACEBO,
        replicate,
        RunStatus.COMPLETED,
        HORIZON,
        HORIZON,
        ONSET,
        END,
        1,
        List.of(),
        List.of());
  }

  /** A run that was kicked before training by noise on its weights. */
  public static RunFacts kicked(ConfigurationKey key, double size, String id, int replicate) {
    return new RunFacts(
        id,
        "clean-" + replicate,
        new Condition(key, null, null, 0, "one-shot(0%)", "none"),
        Role.INFINITESIMAL,
        replicate,
        RunStatus.COMPLETED,
        HORIZON,
        HORIZON,
        0L,
        0L,
        1,
        List.of(
            new ExposureRow("PARAMETER", "weight-noise", size, "", null, "one-shot(0%)", 0L, 0L)),
        List.of());
  }

  /** An exposure that acts from the onset to the end. */
  public static ExposureRow exposure(String family, double magnitude, String schedule) {
    return new ExposureRow("DATA", family, magnitude, "", null, schedule, ONSET, END);
  }

  /** A run that learned and equals its twin, but for whether it collapsed and is lost. */
  public static JudgedRun judged(RunFacts facts, boolean collapsed) {
    RunStabilityRow row =
        new RunStabilityRow(
            facts.runId(),
            facts.twinRunId(),
            facts.condition(),
            facts.role(),
            facts.replicate(),
            facts.status(),
            true,
            collapsed,
            collapsed,
            null,
            null,
            1,
            null,
            0,
            1,
            null);
    return new JudgedRun(facts, row, facts.finalPerformance(), null, null);
  }

  /**
   * A run that learned and then collapsed.
   *
   * @param collapseStep null for a run that did not
   */
  public static JudgedRun fallen(RunFacts facts, Long collapseStep) {
    JudgedRun run = judged(facts, collapseStep != null);
    RunStabilityRow row = run.row();
    RunStabilityRow.Collapsed collapse =
        collapseStep == null
            ? null
            : new RunStabilityRow.Collapsed(
                collapseStep, collapseStep, (int) (collapseStep / 10), CollapseKind.PERFORMANCE);
    return changed(
        run, row.lost(), collapse, row.retainedPerformance(), row.normalisedFinalPerformance());
  }

  /** The same run, had it retained another share of its twin's performance. */
  public static JudgedRun retaining(JudgedRun run, double retained) {
    RunStabilityRow row = run.row();
    return changed(run, row.lost(), row.collapse(), retained, row.normalisedFinalPerformance());
  }

  /** The same run, had it ended at another normalised performance; below 1/2 it is lost. */
  public static JudgedRun ending(JudgedRun run, double last) {
    RunStabilityRow row = run.row();
    return changed(run, !(last >= 0.5), row.collapse(), row.retainedPerformance(), last);
  }

  private static JudgedRun changed(
      JudgedRun run,
      Boolean lost,
      RunStabilityRow.Collapsed collapse,
      double retained,
      double last) {
    RunStabilityRow row = run.row();
    RunStabilityRow changed =
        new RunStabilityRow(
            row.runId(),
            row.twinRunId(),
            row.condition(),
            row.role(),
            row.replicate(),
            row.status(),
            row.learned(),
            lost,
            row.collapsed(),
            collapse,
            row.recovery(),
            retained,
            row.divergence(),
            row.spikeScore(),
            last,
            row.reliability());
    return new JudgedRun(run.facts(), changed, run.lastTenth(), run.excluded(), run.otherwise());
  }
}
