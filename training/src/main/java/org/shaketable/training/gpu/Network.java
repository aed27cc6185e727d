package org.shaketable.training.gpu;

import java.util.Optional;

/** What a run's networks need in its scratch memory, behind parameters and gradient. */
public interface Network {
  /** Rows that are computed at once. */
  int batch();

  /** Numbers in double precision that the kernel notes of each row. */
  int rowNumbers();

  /** Floats of inputs and activations. */
  long floats();

  /** Why no kernel can train it; empty where one can. */
  default Optional<String> refusal() {
    return Optional.empty();
  }

  /** The code of its units' activation, where layers are described. */
  default int activation() {
    return 0;
  }

  /** Distance of two rows of inputs, where layers are described. */
  default int inputStride() {
    return 0;
  }

  /**
   * Its dense layers; none where the kernel knows the places of everything.
   *
   * @param at place of the inputs in the scratch memory
   */
  default void layers(Bytes to, long at) {
    for (int layer = 0; layer < DenseNetworks.MOST_LAYERS; layer++) {
      to.add(0).add(0).add(0).add(0).add(0).add(0);
    }
  }
}
