package org.shaketable.training.averaging;

/**
 * What the workers of a round came to on average.
 *
 * @param parameters of the network
 * @param memory of the optimizer, as the round was given it
 * @param score mean of the workers' losses at their last updates
 */
@SuppressWarnings("ArrayRecordComponent")
public record Averaged(float[] parameters, float[] memory, double score) {}
