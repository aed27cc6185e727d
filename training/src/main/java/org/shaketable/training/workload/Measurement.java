package org.shaketable.training.workload;

/**
 * Performance and loss of a training at one evaluation, with its meta-state features.
 *
 * @param performance larger is better: mean return of evaluation episodes, or accuracy
 * @param loss the loss of the latest update, in the learner's unit; NaN before the first
 */
public record Measurement(double performance, double loss, Features features) {}
