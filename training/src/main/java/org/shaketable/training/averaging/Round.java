package org.shaketable.training.averaging;

import java.util.List;

/**
 * One round of a data-parallel training: every share is trained from the same parameters, then the
 * workers' parameters and optimizers' memories are averaged.
 *
 * @param configuration JSON of the network's layers, as DL4J writes a row of layers
 * @param parameters the parameters that workers begin from, in DL4J's order
 * @param memory the memory of the optimizer in DL4J's order; empty where it keeps none
 * @param updates how many updates each worker has done before
 * @param rows samples in an update
 * @param inputShape the input shape of one sample; empty for a row
 * @param key the key of what workers draw; with the worker's number, of each one's own
 * @param shares the shares of the workers that count, in the order of their numbers
 */
@SuppressWarnings("ArrayRecordComponent")
public record Round(
    String configuration,
    float[] parameters,
    float[] memory,
    int updates,
    int rows,
    List<Integer> inputShape,
    long key,
    List<Share> shares) {
  public Round {
    inputShape = List.copyOf(inputShape);
    shares = List.copyOf(shares);
  }
}
