package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/**
 * One row of the table {@code learning_rate_sensitivity}: loss over the learning rate of one
 * recipe.
 */
@Table(name = "learning_rate_sensitivity", row = "one learning rate of one recipe", analysed = true)
public record LearningRateRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "workloads that differ in the learning rate alone") String recipe,
    @Column(meaning = "the learning rate") double learningRate,
    @Column(meaning = "its workload") String workload,
    @Column(
            meaning = "mean final loss of the clean runs, at most the untrained one",
            better = Direction.LOWER)
        double finalLoss,
    @Column(meaning = "lower end of its interval; null where there is none") double lower,
    @Column(meaning = "upper end of its interval; null where there is none") double upper,
    @Column(meaning = "nominal coverage of the intervals") double level,
    @Column(meaning = "loss before training") double untrainedLoss,
    @Column(meaning = "clean runs that diverged", better = Direction.LOWER) int diverged,
    @Column(meaning = "clean runs") int n,
    @Column(
            meaning = "the recipe's learning-rate sensitivity (arXiv 2309.14322)",
            better = Direction.LOWER)
        double sensitivity,
    @Column(meaning = "lower end of its interval; null where there is none")
        double sensitivityLower,
    @Column(meaning = "upper end of its interval; null where there is none")
        double sensitivityUpper,
    @Column(meaning = "learning rate of the least loss") double bestLearningRate) {}
