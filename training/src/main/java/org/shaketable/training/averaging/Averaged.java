package org.shaketable.training.averaging;

/**
 * What the workers of a round came to on average.
 *
 * @param parameters the parameters of the network
 * @param memory the memory of the optimizer, as the round was given it
 * @param score mean of the workers' losses at their last updates
 */
@SuppressWarnings("ArrayRecordComponent")
public record Averaged(float[] parameters, float[] memory, double score) {}
