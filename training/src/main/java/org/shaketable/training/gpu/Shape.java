package org.shaketable.training.gpu;

import java.util.List;
import java.util.Optional;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.optimizer.Sgd;

/**
 * What all runs of a cohort have in common: the classifier and how it is trained.
 *
 * @param columns width of an input row
 * @param batch rows of a batch, at most
 * @param clips whether gradients are clipped
 * @param entropyCoefficient weight of the entropy bonus
 * @param weights the classes' weights in the loss; none for 1 each
 */
public record Shape(
    NetworkSpec network,
    int columns,
    int classes,
    int batch,
    Optimizer optimizer,
    boolean clips,
    double entropyCoefficient,
    List<Double> weights) {
  /** Layers that the kernel has room for, the output's among them. */
  static final int MOST_LAYERS = 9;

  /** Floats of a run's scratch memory, at most: 64 MiB. */
  private static final long MOST_SCRATCH = 1 << 24;

  public Shape {
    weights = List.copyOf(weights);
  }

  /** Why the kernel cannot train this; empty where it can. */
  public Optional<String> refusal() {
    int layers = network.hidden().size() + 1;
    if (layers > MOST_LAYERS) {
      return Optional.of("the kernel has %d layers, not %d".formatted(MOST_LAYERS, layers));
    }
    if (scratchFloats() > MOST_SCRATCH) {
      return Optional.of("a batch's activations and the parameters take more than 64 MiB");
    }
    return Optional.empty();
  }

  ParameterLayout layout() {
    return network.layout(columns, classes);
  }

  /** Arrays of the optimizer's memory. */
  int arrays() {
    return optimizer instanceof Sgd ? 1 : 2;
  }

  /** An odd distance of two rows, so that a column's values lie in different banks. */
  private static int stride(int width) {
    return width | 1;
  }

  /** Place of the batch's inputs in the scratch memory, behind losses, parameters, gradient. */
  private long inputsAt() {
    return 2L * batch + 2L * layout().size();
  }

  private long resultsAt() {
    return inputsAt() + (long) batch * stride(columns);
  }

  /** Floats of a run's scratch memory, a whole number of doubles. */
  long scratchFloats() {
    long floats = resultsAt();
    for (int width : network.hidden()) {
      floats += (long) batch * stride(width);
    }
    floats += (long) batch * stride(classes);
    // Sums of noise lie where inputs and activations do.
    long sums = inputsAt() + (layout().size() + 511) / 512 * 32L + 32;
    return (Math.max(floats, sums) + 1) / 2 * 2;
  }

  /** What of the kernel's {@code Cohort} is the same in every launch. */
  void describe(Bytes to, int slots, int updates, boolean remember) {
    ParameterLayout layout = layout();
    to.add(entropyCoefficient);
    optimizerNumbers(to);
    to.add(columns).add(classes).add(layout.size()).add(network.hidden().size() + 1);
    to.add(layout.tensors().size()).add(arrays()).add(slots).add(updates);
    to.add(remember ? 1 : 0).add(clips ? 1 : 0);
    to.add(network.activation() == Activation.TANH ? 0 : 1).add(algorithm());
    to.add((int) scratchFloats()).add(batch).add(stride(columns)).add((int) inputsAt());
    int result = (int) resultsAt();
    for (int i = 0; i < MOST_LAYERS; i++) {
      boolean used = 2 * i < layout.tensors().size();
      Tensor weights = layout.tensors().get(used ? 2 * i : 0);
      Tensor bias = layout.tensors().get(used ? 2 * i + 1 : 0);
      int stride = stride(weights.columns());
      to.add(weights.rows()).add(weights.columns()).add(weights.offset()).add(bias.offset());
      to.add(result).add(stride);
      result += used ? batch * stride : 0;
    }
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
