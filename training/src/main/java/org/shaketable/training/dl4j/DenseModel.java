package org.shaketable.training.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.shaketable.training.network.NetworkSpec;

/** DL4J's model of a network: dense layers, the last one linear, no loss of its own. */
final class DenseModel {
  private DenseModel() {}

  /** A network whose parameters are all 0. */
  static MultiLayerNetwork of(NetworkSpec spec, int inputs, int outputs) {
    int width = spec.hidden().isEmpty() ? inputs : spec.hidden().get(spec.hidden().size() - 1);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            hidden(spec, inputs).layer(dense(width, outputs, Activation.IDENTITY)).build());
    network.init(Nd4j.zeros(DataType.FLOAT, 1, spec.layout(inputs, outputs).size()), false);
    network.initGradientsView();
    return network;
  }

  /** The hidden layers, to which the last one is still to be added. */
  static NeuralNetConfiguration.ListBuilder hidden(NetworkSpec spec, int inputs) {
    var list =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .list();
    int width = inputs;
    for (int hidden : spec.hidden()) {
      list.layer(dense(width, hidden, activation(spec)));
      width = hidden;
    }
    return list;
  }

  private static DenseLayer dense(int inputs, int outputs, Activation activation) {
    return new DenseLayer.Builder().nIn(inputs).nOut(outputs).activation(activation).build();
  }

  private static Activation activation(NetworkSpec spec) {
    return switch (spec.activation()) {
      case TANH -> Activation.TANH;
      case RELU -> Activation.RELU;
    };
  }
}
