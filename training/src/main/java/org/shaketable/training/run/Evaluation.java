package org.shaketable.training.run;

import org.shaketable.training.workload.Measurement;

/**
 * One row of a trajectory.
 *
 * @param index number of the evaluation; 0 is before training
 * @param step steps of the workload done
 * @param parameterDistance Euclidean distance of the parameters to the clean twin's at the same
 *     evaluation; 0 for a clean run, NaN where the twin has diverged
 * @param functionDistance mean KL from the twin's predictive distribution to this run's, in nats; 0
 *     for a clean run, NaN where the twin has diverged
 */
public record Evaluation(
    int index,
    long step,
    Measurement measurement,
    double parameterDistance,
    double functionDistance) {}
