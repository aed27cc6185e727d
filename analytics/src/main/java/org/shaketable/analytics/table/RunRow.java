package org.shaketable.analytics.table;

import java.util.List;

/** One row of the table {@code runs}: a run that has ended. */
@Table(name = "runs", row = "one run that has ended")
public record RunRow(
    @Column(meaning = "names the run; equal for equal specifications within a sweep") String runId,
    @Column(meaning = "the sweep that asked for it") String sweep,
    @Column(meaning = "the workload that it trains") String workload,
    @Column(
            meaning =
                "the setting of the workload's hyperparameters; empty where the workload has one")
        String configuration,
    @Column(meaning = "clean, placebo, infinitesimal or perturbed") Role role,
    @Column(meaning = "who made it: trained, program, data_parallel or imported") Source source,
    @Column(meaning = "the learning algorithm; the table workloads says what is to know of it")
        String learner,
    @Column(meaning = "what is learned") String task,
    @Column(meaning = "what computed it") String engine,
    @Column(
            meaning =
                "dimension of its only exposure, COMPOSITION for several; null unless perturbed")
        String dimension,
    @Column(
            meaning =
                "families of its exposures, as in gradient-noise+input-noise=0.5; null unless"
                    + " perturbed")
        String family,
    @Column(meaning = "magnitude of its first exposure; 0 unless perturbed") double magnitude,
    @Column(
            meaning =
                "schedules of its exposures, or of those beside which a placebo stands; none for a"
                    + " clean run")
        String schedule,
    @Column(meaning = "levels of stochasticity, as in dropout=0.1; none for none")
        String stochasticity,
    @Column(meaning = "the same levels, each as its kind and level; empty for none")
        List<StochasticityRow> stochasticityLevels,
    @Column(meaning = "the disturbances; empty unless perturbed or infinitesimal")
        List<ExposureRow> exposures,
    @Column(meaning = "which of the paired repetitions it is; the same for a run and its twin")
        int replicate,
    @Column(meaning = "the clean run that it is paired with; null for a clean run")
        String twinRunId,
    @Column(meaning = "COMPLETED, DIVERGED or FAILED") RunStatus status,
    @Column(meaning = "why it did not complete; empty where it did") String message,
    @Column(
            meaning =
                "what ended it from outside: time_limit, memory or twin; null where its"
                    + " specification alone says how it ends")
        StopReason stop,
    @Column(meaning = "steps taken", unit = "steps") long steps,
    @Column(meaning = "rows of its trajectory") int evaluations,
    @Column(
            meaning =
                "performance at its last evaluation, in the workload's unit and direction; null"
                    + " where there is none")
        double finalPerformance,
    @Column(meaning = "how long it took", unit = "seconds") double wallSeconds,
    @Column(meaning = "SHA-256 over every bit of the trajectory") String trajectoryDigest,
    @Column(meaning = "canonical JSON of its specification; null for an imported run") String spec,
    @Column(meaning = "JSON: versions, engine, processor, commit, and the GPU if one trained it")
        String provenance,
    @Column(meaning = "steps that it was to take", unit = "steps") long horizon,
    @Column(
            meaning =
                "first step at which a disturbance may act, or a placebo parts; null for a clean"
                    + " run",
            unit = "steps")
        Long onsetStep,
    @Column(meaning = "first step behind all disturbances; null for a clean run", unit = "steps")
        Long endStep,
    @Column(meaning = "what the disturbance really was, in the family's unit; null where unknown")
        double realisedMagnitude,
    @Column(
            meaning =
                "SHA-256 over its rows of trajectories as they are stored, which status --check"
                    + " computes again; null for a run that an earlier version wrote")
        String rowsDigest) {
  public RunRow {
    stochasticityLevels = List.copyOf(stochasticityLevels);
    exposures = List.copyOf(exposures);
  }
}
