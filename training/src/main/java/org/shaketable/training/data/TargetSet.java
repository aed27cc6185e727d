package org.shaketable.training.data;

/**
 * Training and test samples with a number each to be predicted, which has mean 0 and standard
 * deviation 1 over the training samples.
 *
 * @param inputScale what one standard deviation of each column is to a disturbance of the inputs
 */
public record TargetSet(MeasuredSamples train, MeasuredSamples test, float[] inputScale) {}
