package org.shaketable.analytics.table;

import java.util.List;
import org.shaketable.analytics.stats.curve.Direction;

/**
 * One row of the table {@code path_barriers}: how far the loss rises between a run and its clean
 * twin.
 */
@Table(
    name = "path_barriers",
    row = "one perturbed run at one evaluation of which it and its twin have a checkpoint",
    onlyLakesThat = "keep checkpoints")
public record PathBarrierRow(
    @Column(meaning = "the run") String runId,
    @Column(meaning = "the clean run that it is paired with") String twinRunId,
    @Embedded Condition condition,
    @Column(meaning = "which of the paired repetitions it is") int replicate,
    @Column(meaning = "number of the evaluation") int evaluation,
    @Column(meaning = "steps taken until then", unit = "steps") long step,
    @Column(
            meaning =
                "how far the loss rises on the straight path; null where an end has no finite loss,"
                    + " infinite where a point between has none",
            unit = "nats",
            better = Direction.LOWER)
        double barrier,
    @Column(meaning = "points of the path, its ends included") int points,
    @Column(
            meaning = "loss at each, from the twin to the perturbed run; null where not finite",
            unit = "nats")
        List<Double> losses) {}
