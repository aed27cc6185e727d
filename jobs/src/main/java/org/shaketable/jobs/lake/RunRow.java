package org.shaketable.jobs.lake;

/**
 * One row of the table {@code runs}: a run that has ended.
 *
 * @param dimension null for a clean run, as are family, reference, onset and end
 * @param magnitude 0 for a clean run
 * @param schedule {@code none} for a clean run
 * @param referenceRunId the clean twin
 * @param evaluations rows in the trajectory
 * @param trajectoryDigest SHA-256 over every bit of the trajectory
 * @param spec canonical JSON of the run's specification
 * @param provenance JSON: versions, engine, CPU, commit
 * @param horizon steps that the run was to take
 * @param onsetStep first step at which the disturbance may act
 * @param endStep first step behind the disturbance
 * @param realisedMagnitude what the disturbance really was, in the family's unit
 */
public record RunRow(
    String runId,
    String sweep,
    String workload,
    String learner,
    String task,
    String engine,
    String dimension,
    String family,
    double magnitude,
    String schedule,
    String stochasticity,
    int replicate,
    String referenceRunId,
    String status,
    String message,
    long steps,
    int evaluations,
    double finalPerformance,
    double wallSeconds,
    String trajectoryDigest,
    String spec,
    String provenance,
    long horizon,
    Long onsetStep,
    Long endStep,
    double realisedMagnitude) {}
