package org.shaketable.training.gpu;

import java.util.Optional;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.training.network.Activation;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.optimizer.Sgd;

/**
 * What every kernel has to know of a run: its dense networks and how their parameters go down.
 *
 * @param layout weights and bias of each layer, network behind network
 * @param networks how many, of equally many layers and with the same inputs
 * @param batch rows that are computed at once
 * @param rowNumbers numbers in double precision that the kernel notes of each row
 * @param clips whether gradients are clipped
 */
public record Structure(
    ParameterLayout layout,
    int networks,
    Activation activation,
    int batch,
    int rowNumbers,
    Optimizer optimizer,
    boolean clips) {
  /** Layers that the kernels have room for, those of outputs among them. */
  static final int MOST_LAYERS = 18;

  /** Floats of a run's scratch memory, at most: 64 MiB. */
  private static final long MOST_SCRATCH = 1 << 24;

  /** Why no kernel can train this; empty where one can. */
  public Optional<String> refusal() {
    if (layers() > MOST_LAYERS) {
      return Optional.of("the kernels have %d layers, not %d".formatted(MOST_LAYERS, layers()));
    }
    if (scratchFloats() > MOST_SCRATCH) {
      return Optional.of("a batch's activations and the parameters take more than 64 MiB");
    }
    return Optional.empty();
  }

  private int layers() {
    return layout.tensors().size() / 2;
  }

  /** Layers of one network. */
  public int layersOfNetwork() {
    return layers() / networks;
  }

  private Tensor weights(int layer) {
    return layout.tensors().get(2 * layer);
  }

  /** Arrays of the optimizer's memory. */
  int arrays() {
    return optimizer instanceof Sgd ? 1 : 2;
  }

  /** An odd distance of two rows, so that a column's values lie in different banks. */
  private static int stride(int width) {
    return width | 1;
  }

  /**
   * Place of the batch's inputs in the scratch memory, behind row numbers, parameters, gradient.
   */
  private long inputsAt() {
    return 2L * rowNumbers * batch + 2L * layout.size();
  }

  private long resultsAt() {
    return inputsAt() + (long) batch * stride(weights(0).rows());
  }

  /** Place of a layer's results; the networks are computed in turn, each in the same place. */
  private long resultAt(int layer) {
    long at = resultsAt();
    for (int i = layer - layer % layersOfNetwork(); i < layer; i++) {
      at += resultFloats(i);
    }
    return at;
  }

  private long resultFloats(int layer) {
    return (long) batch * stride(weights(layer).columns());
  }

  /** Floats of a run's scratch memory, a whole number of doubles. */
  long scratchFloats() {
    // Sums of noise lie where inputs and activations do.
    long floats = inputsAt() + (layout.size() + 511) / 512 * 32L + 32;
    for (int layer = 0; layer < layers(); layer++) {
      floats = Math.max(floats, resultAt(layer) + resultFloats(layer));
    }
    return (floats + 1) / 2 * 2;
  }

  /** The kernel's {@code Cohort} behind its pointers. */
  void describe(Bytes to, int slots, int tables, int updates, boolean remember) {
    optimizerNumbers(to);
    to.add(layout.size()).add(layout.tensors().size()).add(arrays()).add(slots).add(tables);
    to.add(updates).add(remember ? 1 : 0).add(clips ? 1 : 0);
    to.add(activation == Activation.TANH ? 0 : 1).add(algorithm());
    to.add((int) scratchFloats()).add(rowNumbers).add(batch);
    to.add(stride(weights(0).rows())).add((int) inputsAt());
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      describe(to, Math.min(layer, layers() - 1));
    }
  }

  private void describe(Bytes to, int layer) {
    Tensor weights = weights(layer);
    Tensor bias = layout.tensors().get(2 * layer + 1);
    to.add(weights.rows()).add(weights.columns()).add(weights.offset()).add(bias.offset());
    to.add((int) resultAt(layer)).add(stride(weights.columns()));
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
