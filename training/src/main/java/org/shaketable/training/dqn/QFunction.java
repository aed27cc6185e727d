package org.shaketable.training.dqn;

import org.shaketable.training.network.Network;

/** Q-values as doubles, rows without gaps, from a network with given parameters. */
final class QFunction {
  final Network network;
  private final float[] outputGradient;

  QFunction(Network network, int maxRows) {
    this.network = network;
    this.outputGradient = new float[maxRows * network.outputStride()];
  }

  int choices() {
    return network.outputs();
  }

  /** Q-values of rows of observations without gaps from {@code inputs[offset]} on. */
  void values(float[] parameters, float[] inputs, int offset, int rows, double[] values) {
    float[] result = network.forward(parameters, 0, inputs, offset, network.inputs(), rows);
    int stride = network.outputStride();
    int choices = choices();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < choices; j++) {
        values[i * choices + j] = result[i * stride + j];
      }
    }
  }

  /** The gradient of a loss whose gradient by the Q-values of the last pass is given. */
  void backward(float[] parameters, double[] byValues, int rows, float[] gradient) {
    int stride = network.outputStride();
    int choices = choices();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < choices; j++) {
        outputGradient[i * stride + j] = (float) byValues[i * choices + j];
      }
    }
    network.backward(parameters, 0, outputGradient, gradient, 0);
  }
}
