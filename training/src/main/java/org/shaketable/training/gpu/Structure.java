package org.shaketable.training.gpu;

import java.util.Optional;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.optimizer.Sgd;

/**
 * What every kernel has to know of a run: its parameters, its networks and how they go down.
 *
 * @param clips whether gradients are clipped
 */
public record Structure(
    ParameterLayout layout, Network network, Optimizer optimizer, boolean clips) {
  /** Floats of a run's scratch memory, at most: 64 MiB. */
  private static final long MOST_SCRATCH = 1 << 24;

  /** Why no kernel can train this; empty where one can. */
  public Optional<String> refusal() {
    return network.refusal().or(this::tooLarge);
  }

  private Optional<String> tooLarge() {
    return scratchFloats() > MOST_SCRATCH
        ? Optional.of("a batch's activations and the parameters take more than 64 MiB")
        : Optional.empty();
  }

  /** Arrays of the optimizer's memory. */
  int arrays() {
    return optimizer instanceof Sgd ? 1 : 2;
  }

  /**
   * Place of the batch's inputs in the scratch memory, behind row numbers, parameters, gradient.
   */
  private long inputsAt() {
    return 2L * network.rowNumbers() * network.batch() + 2L * layout.size();
  }

  /** Floats of a run's scratch memory, a whole number of doubles. */
  long scratchFloats() {
    // Sums of noise lie where inputs and activations do.
    long noise = (layout.size() + 511) / 512 * 32L + 32;
    return (inputsAt() + Math.max(noise, network.floats()) + 1) / 2 * 2;
  }

  /** Where each tensor begins in the vector of parameters, and where the last ends. */
  Bytes places() {
    Bytes places = new Bytes();
    layout.tensors().forEach(tensor -> places.add(tensor.offset()));
    return places.add(layout.size());
  }

  /** The kernel's {@code Cohort} behind its pointers. */
  void describe(Bytes to, int slots, int tables, int updates, boolean remember) {
    optimizerNumbers(to);
    to.add(layout.size()).add(layout.tensors().size()).add(arrays()).add(slots).add(tables);
    to.add(updates).add(remember ? 1 : 0).add(clips ? 1 : 0);
    to.add(network.activation()).add(algorithm());
    to.add((int) scratchFloats()).add(network.rowNumbers()).add(network.batch());
    to.add(network.inputStride()).add((int) inputsAt());
    network.layers(to, inputsAt());
  }

  private void optimizerNumbers(Bytes to) {
    double beta2 = 0;
    double epsilon = 0;
    if (optimizer instanceof Adam adam) {
      beta2 = adam.beta2();
      epsilon = adam.epsilon();
    } else if (optimizer instanceof AdamW adam) {
      beta2 = adam.beta2();
      epsilon = adam.epsilon();
    }
    to.add((float) beta2).add((float) (1 - beta2)).add((float) epsilon);
  }

  private int algorithm() {
    if (optimizer instanceof Sgd sgd) {
      return sgd.nesterov() ? 3 : 2;
    }
    return optimizer instanceof Adam ? 0 : 1;
  }
}
