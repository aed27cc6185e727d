package org.shaketable.training.vector;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.network.Network;
import org.shaketable.training.network.NetworkSpec;

/**
 * Fully connected network on plain float arrays with the Vector API.
 *
 * <p>Bits depend on the arguments alone: not on thread, JIT tier, vector width, or the number of
 * rows in a call.
 */
public final class VectorMlp implements Network {
  private final ParameterLayout layout;
  private final List<Dense> layers;
  private final int maxRows;
  private float[] inputs;
  private int inputOffset;
  private int inputStride;
  private int rows;

  /** A network for at most {@code maxRows} rows in a call. */
  public VectorMlp(NetworkSpec spec, int inputs, int outputs, int maxRows) {
    this.layout = spec.layout(inputs, outputs);
    this.maxRows = maxRows;
    List<Dense> dense = new ArrayList<>();
    for (int i = 0; i <= spec.hidden().size(); i++) {
      var weights = layout.tensors().get(2 * i);
      var activation = i < spec.hidden().size() ? spec.activation() : null;
      dense.add(
          new Dense(weights.rows(), weights.columns(), weights.offset(), activation, maxRows));
    }
    this.layers = List.copyOf(dense);
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public int inputs() {
    return layers.get(0).inputs;
  }

  @Override
  public int outputs() {
    return layers.get(hiddenLayers()).outputs;
  }

  @Override
  public int outputStride() {
    return layers.get(hiddenLayers()).stride;
  }

  @Override
  public int hiddenLayers() {
    return layers.size() - 1;
  }

  @Override
  public int hiddenWidth(int layer) {
    return layers.get(layer).outputs;
  }

  @Override
  public int hiddenStride(int layer) {
    return layers.get(layer).stride;
  }

  @Override
  public float[] hidden(int layer) {
    return layers.get(layer).result;
  }

  @Override
  public float[] forward(
      float[] parameters, int offset, float[] inputs, int inputOffset, int inputStride, int rows) {
    if (rows > maxRows) {
      throw new Refusal("rows", "expected at most %d, found %d".formatted(maxRows, rows));
    }
    this.inputs = inputs;
    this.inputOffset = inputOffset;
    this.inputStride = inputStride;
    this.rows = rows;
    float[] x = inputs;
    int at = inputOffset;
    int stride = inputStride;
    for (int i = 0; i < layers.size(); i++) {
      Dense layer = layers.get(i);
      layer.forward(parameters, offset, x, at, stride, rows);
      x = layer.result;
      at = 0;
      stride = layer.stride;
    }
    return x;
  }

  @Override
  public void backward(
      float[] parameters,
      int parameterOffset,
      float[] outputGradient,
      float[] gradient,
      int gradientOffset) {
    float[] d = outputGradient;
    for (int i = hiddenLayers(); i > 0; i--) {
      Dense layer = layers.get(i);
      Dense below = layers.get(i - 1);
      layer.weightGradient(d, below.result, 0, below.stride, rows, gradient, gradientOffset);
      d = layer.inputGradient(parameters, parameterOffset, d, rows);
      below.throughActivation(d, rows);
    }
    layers
        .get(0)
        .weightGradient(d, inputs, inputOffset, inputStride, rows, gradient, gradientOffset);
  }
}
