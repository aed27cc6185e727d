package org.shaketable.analytics.table;

import java.io.Serializable;
import org.shaketable.analytics.stats.curve.Direction;

/**
 * One row of the table {@code repeats}: how far a clean run of a program was from the same run
 * trained again, once, or several times where that differed: then the largest differences. A
 * program may draw from clocks, threads or a GPU; what equal runs differ by is the floor under what
 * a disturbance does.
 */
@Table(
    name = "repeats",
    row = "one evaluation of a clean run of a program that was trained again before its sweep",
    onlyLakesThat = "train programs")
public record RepeatRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "the workload") String workload,
    @Column(
            meaning =
                "the setting of the workload's hyperparameters; empty where the workload has one")
        String configuration,
    @Column(meaning = "the run that was trained again") String runId,
    @Column(meaning = "number of the evaluation") int evaluation,
    @Column(meaning = "steps taken until then", unit = "steps") long step,
    @Column(meaning = "whether all trainings have had the same bits up to here") boolean equal,
    @Column(
            meaning = "largest absolute difference of performance, in the workload's unit",
            better = Direction.LOWER)
        double performanceDifference,
    @Column(meaning = "largest Euclidean distance of their parameters", better = Direction.LOWER)
        double parameterDistance,
    @Column(
            meaning =
                "largest mean Kullback-Leibler divergence of their predictions; null where the"
                    + " program gives no outputs",
            unit = "nats",
            better = Direction.LOWER)
        double functionDistance)
    implements Serializable {

  /** The larger of each difference of this row and another of the same evaluation. */
  public RepeatRow orLarger(RepeatRow other) {
    return new RepeatRow(
        sweep,
        workload,
        configuration,
        runId,
        evaluation,
        step,
        equal && other.equal,
        Math.max(performanceDifference, other.performanceDifference),
        Math.max(parameterDistance, other.parameterDistance),
        Math.max(functionDistance, other.functionDistance));
  }
}
