package org.shaketable.training.network;

import org.shaketable.layout.Tensor;

/** Forward pass in double by the definition, the yardstick for the engines. */
public final class PlainMlp {
  private PlainMlp() {}

  /** Outputs of {@code rows} rows, {@code rows x outputs}. */
  public static double[] forward(
      NetworkSpec spec, int inputs, int outputs, double[] parameters, double[] x, int rows) {
    var tensors = spec.layout(inputs, outputs).tensors();
    double[] values = x;
    for (int layer = 0; layer <= spec.hidden().size(); layer++) {
      Tensor weights = tensors.get(2 * layer);
      Tensor bias = tensors.get(2 * layer + 1);
      double[] next = new double[rows * weights.columns()];
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < weights.columns(); j++) {
          double sum = parameters[bias.offset() + j];
          for (int k = 0; k < weights.rows(); k++) {
            sum +=
                values[i * weights.rows() + k]
                    * parameters[weights.offset() + k * weights.columns() + j];
          }
          next[i * weights.columns() + j] =
              layer == spec.hidden().size() ? sum : activate(spec.activation(), sum);
        }
      }
      values = next;
    }
    return values;
  }

  private static double activate(Activation activation, double z) {
    return switch (activation) {
      case TANH -> Math.tanh(z);
      case RELU -> Math.max(0, z);
    };
  }
}
