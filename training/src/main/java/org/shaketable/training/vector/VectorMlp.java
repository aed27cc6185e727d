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
  private final float[][] deltas;
  private float[] inputs;
  private int inputOffset;
  private int inputStride;
  private int rows;
  private int rowsPerPart;

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
    this.deltas = new float[layers.size()][];
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
  public boolean rowsApart() {
    return true;
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
  public float[] forwardParts(
      float[] parameters,
      int offset,
      float[] inputs,
      int inputOffset,
      int inputStride,
      int parts,
      int rowsPerPart) {
    this.rowsPerPart = rowsPerPart;
    return forward(parameters, offset, inputs, inputOffset, inputStride, parts * rowsPerPart);
  }

  @Override
  public void backward(
      float[] parameters,
      int parameterOffset,
      float[] outputGradient,
      float[] gradient,
      int gradientOffset) {
    backwardParts(parameters, parameterOffset, outputGradient);
    weightGradients(0, rows, gradient, gradientOffset);
  }

  @Override
  public void backwardParts(float[] parameters, int parameterOffset, float[] outputGradient) {
    deltas[hiddenLayers()] = outputGradient;
    for (int i = hiddenLayers(); i > 0; i--) {
      deltas[i - 1] = layers.get(i).inputGradient(parameters, parameterOffset, deltas[i], rows);
      layers.get(i - 1).throughActivation(deltas[i - 1], rows);
    }
  }

  @Override
  public void partGradient(int part, float[] gradient, int gradientOffset) {
    weightGradients(part * rowsPerPart, rowsPerPart, gradient, gradientOffset);
  }

  /** What rows {@code [from, from + count)} of the last pass backward give. */
  private void weightGradients(int from, int count, float[] gradient, int offset) {
    float[] x = inputs;
    int at = inputOffset;
    int stride = inputStride;
    for (int i = 0; i < layers.size(); i++) {
      Dense layer = layers.get(i);
      layer.weightGradient(
          deltas[i], from * layer.stride, x, at + from * stride, stride, count, gradient, offset);
      x = layer.result;
      at = 0;
      stride = layer.stride;
    }
  }
}
