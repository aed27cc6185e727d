package org.shaketable.training.averaging;

import java.util.List;

/**
 * What one worker does in a round.
 *
 * @param worker its number
 * @param start parameters that it begins from; null for those of the round
 * @param inputs the inputs of each of its updates, row-major
 * @param targets the targets of each of its updates, row-major
 */
public record Share(int worker, float[] start, List<float[]> inputs, List<float[]> targets) {
  public Share {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
  }
}
