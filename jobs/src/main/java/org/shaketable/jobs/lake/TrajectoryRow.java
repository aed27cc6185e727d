package org.shaketable.jobs.lake;

import org.shaketable.training.workload.Features;

/**
 * One row of the table {@code trajectories}: one evaluation of one run.
 *
 * @param evaluation number of the evaluation; 0 is before training
 * @param features one column each
 * @param parameterDistance Euclidean distance to the clean twin's parameters
 * @param functionDistance mean KL from the clean twin's predictions, in nats
 */
public record TrajectoryRow(
    String runId,
    String sweep,
    String workload,
    int evaluation,
    long step,
    double performance,
    double loss,
    Features features,
    double parameterDistance,
    double functionDistance) {}
