package org.shaketable.training.network;

import java.util.List;

/**
 * Fully connected network: the widths of its hidden layers and their activation; the output layer
 * is linear.
 */
public record NetworkSpec(List<Integer> hidden, Activation activation) {
  public NetworkSpec {
    hidden = List.copyOf(hidden);
    for (int width : hidden) {
      if (width < 1 || width > 65_536) {
        throw new IllegalArgumentException(
            "Invalid hidden: expected widths in [1, 65536], found " + width);
      }
    }
  }
}
