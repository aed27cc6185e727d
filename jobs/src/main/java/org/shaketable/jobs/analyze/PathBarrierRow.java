package org.shaketable.jobs.analyze;

import java.util.List;

/**
 * One row of the table {@code path_barriers}: how far the loss rises between a perturbed run and
 * its clean twin at one evaluation of which both have a checkpoint.
 *
 * @param barrier in nats; null where an end has no finite loss, infinite where a point between has
 *     none
 * @param points at how many points of the path, ends included, the loss was looked at
 * @param losses there, from the twin to the perturbed run; null where not finite
 */
record PathBarrierRow(
    String runId,
    String twinRunId,
    String sweep,
    String workload,
    String dimension,
    String family,
    double magnitude,
    String schedule,
    String stochasticity,
    int replicate,
    int evaluation,
    long step,
    double barrier,
    int points,
    List<Double> losses) {}
