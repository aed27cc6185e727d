package org.shaketable.analytics.table;

import java.io.Serializable;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.stats.run.CollapseKind;
import org.shaketable.analytics.stats.run.RecoveryClass;

/**
 * One row of the table {@code run_stability}: what became of a disturbed run beside its clean twin.
 */
@Table(name = "run_stability", row = "one perturbed run, or placebo", analysed = true)
public record RunStabilityRow(
    @Column(meaning = "the run") String runId,
    @Column(meaning = "the clean run that it is paired with") String twinRunId,
    @Embedded Condition condition,
    @Column(meaning = "perturbed or placebo") Role role,
    @Column(meaning = "which of the paired repetitions it is") int replicate,
    @Column(meaning = "COMPLETED, DIVERGED or FAILED") RunStatus status,
    @Column(
            meaning =
                "whether it was competent at some time: normalised performance of at least 0.5,"
                    + " three evaluations in a row; null for a failed run",
            better = Direction.HIGHER)
        Boolean learned,
    @Column(
            meaning =
                "whether it is down at the end of training and not back: the mean of its last tenth"
                    + " of evaluations is below 0.5 normalised, or it diverged; also for one that"
                    + " never learned; null for a failed run, or where the clean runs do not learn",
            better = Direction.LOWER)
        Boolean lost,
    @Column(
            meaning = "whether it had learned and then failed visibly; null for a failed run",
            better = Direction.LOWER)
        Boolean collapsed,
    @Embedded Collapsed collapse,
    @Embedded Recovered recovery,
    @Column(
            meaning =
                "area under its normalised performance over that of its twin, from the onset of the"
                    + " disturbance to the end, within 0 and 1; null where one of them is not"
                    + " defined",
            better = Direction.HIGHER)
        double retainedPerformance,
    @Embedded Divergence divergence,
    @Column(
            meaning = "share of its losses that are spikes; null where there are too few",
            better = Direction.LOWER)
        double spikeScore,
    @Column(
            meaning =
                "mean performance of the last tenth of its evaluations, on the scale on which 0 is"
                    + " untrained and 1 the median of clean runs",
            better = Direction.HIGHER)
        double normalisedFinalPerformance,
    @Embedded Reliability reliability)
    implements Serializable {

  /** The same row, were it otherwise known whether the run is lost. */
  public RunStabilityRow withLost(boolean otherwise) {
    return new RunStabilityRow(
        runId,
        twinRunId,
        condition,
        role,
        replicate,
        status,
        learned,
        otherwise,
        collapsed,
        collapse,
        recovery,
        retainedPerformance,
        divergence,
        spikeScore,
        normalisedFinalPerformance,
        reliability);
  }

  /** When and how it collapsed. */
  public record Collapsed(
      @Column(
              meaning = "step of the collapse; null where there is none",
              unit = "steps",
              better = Direction.HIGHER)
          Long collapseStep,
      @Column(
              meaning =
                  "step at which the collapse was known: of the third evaluation that is down;"
                      + " null where there is none",
              unit = "steps")
          Long collapseKnownStep,
      @Column(meaning = "evaluation of the collapse; null where there is none")
          Integer collapseEvaluation,
      @Column(meaning = "why it counts as collapsed: NON_FINITE, PERFORMANCE or LOSS")
          CollapseKind collapseKind)
      implements Serializable {}

  /** Whether it came back after the disturbance. */
  public record Recovered(
      @Column(
              meaning =
                  "whether its performance was back at the lower edge of the clean band after the"
                      + " disturbance, three evaluations in a row; null where it did not collapse"
                      + " or the disturbance never ends",
              better = Direction.HIGHER)
          Boolean recovered,
      @Column(
              meaning =
                  "RECOVERED, LINGERING (performance is back, the meta-state is not) or"
                      + " IRREVERSIBLE")
          RecoveryClass recoveryClass,
      @Column(
              meaning = "steps until recovery, or until it was last seen",
              unit = "steps",
              better = Direction.LOWER)
          Long recoverySteps,
      @Column(meaning = "whether it had not recovered when last seen") Boolean recoveryCensored,
      @Column(
              meaning =
                  "whether its meta-state was back inside the limit of the clean runs, three"
                      + " evaluations in a row; no part of recovered; null where that is not known",
              better = Direction.HIGHER)
          Boolean latentRecovered,
      @Column(
              meaning = "steps until latent recovery, or until it was last seen",
              unit = "steps",
              better = Direction.LOWER)
          Long latentRecoverySteps)
      implements Serializable {}

  /**
   * How fast it parts from its twin under its own disturbance: a description of this run, and
   * nothing to compare conditions by, since runs that part too fast for a line have none. How fast
   * trainings part by themselves says the table {@code divergence}.
   */
  public record Divergence(
      @Column(
              meaning =
                  "slope of the logarithm of the distance to the twin in parameters, before it"
                      + " saturates",
              unit = "1/steps",
              better = Direction.LOWER)
          double divergenceRate,
      @Column(meaning = "share of the variance that the line explains") double divergenceQuality,
      @Column(meaning = "evaluations that the line rests on") Integer divergencePoints,
      @Column(meaning = "first step of the line", unit = "steps") Long divergenceFirstStep,
      @Column(meaning = "last step of the line", unit = "steps") Long divergenceLastStep,
      @Column(
              meaning = "the same slope of the distance in predictions",
              unit = "1/steps",
              better = Direction.LOWER)
          double functionDivergenceRate,
      @Column(meaning = "share of the variance that its line explains")
          double functionDivergenceQuality)
      implements Serializable {}

  /** Within the run, of normalised performance (arXiv 1912.05663). */
  public record Reliability(
      @Column(
              meaning = "mean of the lowest twentieth of its performances",
              better = Direction.HIGHER)
          double risk,
      @Column(
              meaning = "mean of the lowest twentieth of its changes per step",
              better = Direction.HIGHER)
          double riskOfChanges,
      @Column(meaning = "mean of the highest twentieth of its drawdowns", better = Direction.LOWER)
          double drawdownRisk,
      @Column(
              meaning = "largest fall below the best performance until then",
              better = Direction.LOWER)
          double largestDrawdown,
      @Column(meaning = "interquartile range of its changes per step", better = Direction.LOWER)
          double dispersion)
      implements Serializable {}
}
