package org.shaketable.training.network;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.workload.Bounds;

/**
 * Fully connected network: the widths of its hidden layers and their activation; the output layer
 * is linear.
 */
public record NetworkSpec(List<Integer> hidden, Activation activation) {
  public NetworkSpec {
    hidden = List.copyOf(hidden);
    for (int width : hidden) {
      if (width < 1 || width > 65_536) {
        throw new Refusal("hidden", "expected widths in [1, 65536], found " + width);
      }
    }
    checkSize(hidden, 1, 1);
  }

  private static void checkSize(List<Integer> hidden, long inputs, long outputs) {
    long parameters = 0;
    long rows = inputs;
    for (int width : hidden) {
      parameters += (rows + 1) * width;
      rows = width;
    }
    parameters += (rows + 1) * outputs;
    Bounds.product(
        "hidden", "widths that make a number of parameters", parameters, Bounds.LARGEST_ARRAY);
  }

  /** Names and places of the parameters: {@code W1, b1, W2, b2, ...}, see {@link Network}. */
  public ParameterLayout layout(int inputs, int outputs) {
    checkSize(hidden, inputs, outputs);
    List<Tensor> tensors = new ArrayList<>();
    int offset = 0;
    int rows = inputs;
    for (int i = 0; i <= hidden.size(); i++) {
      int columns = i < hidden.size() ? hidden.get(i) : outputs;
      Tensor weights = new Tensor("W" + (i + 1), offset, rows, columns);
      Tensor bias = new Tensor("b" + (i + 1), weights.end(), 1, columns);
      tensors.add(weights);
      tensors.add(bias);
      offset = bias.end();
      rows = columns;
    }
    return new ParameterLayout(tensors);
  }
}
