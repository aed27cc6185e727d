package org.shaketable.training.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.shaketable.training.network.NetworkSpec;

/**
 * DL4J's own training loop, {@code fit}, as a user would tune it: workspaces on, arrays made once,
 * no listeners. What the engines' speed is compared with.
 */
public final class FitLoop implements AutoCloseable {
  private final MultiLayerNetwork network;
  private final INDArray[] inputs;
  private final INDArray[] targets;
  private int batch;

  /**
   * A loop over some batches, in turn, with Adam.
   *
   * @param inputs one row-major array a batch
   * @param labels the classes of each batch's rows
   */
  public FitLoop(
      NetworkSpec spec, int outputs, float[][] inputs, int[][] labels, double learningRate) {
    int width = inputs[0].length / labels[0].length;
    this.network = network(spec, width, outputs, learningRate);
    this.inputs = new INDArray[inputs.length];
    this.targets = new INDArray[inputs.length];
    for (int b = 0; b < inputs.length; b++) {
      this.inputs[b] = Nd4j.createFromArray(inputs[b]).reshape(labels[b].length, width);
      this.targets[b] = Nd4j.zeros(DataType.FLOAT, labels[b].length, outputs);
      for (int i = 0; i < labels[b].length; i++) {
        this.targets[b].putScalar(i, labels[b][i], 1f);
      }
    }
  }

  private static MultiLayerNetwork network(
      NetworkSpec spec, int inputs, int outputs, double learningRate) {
    var list =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .updater(new Adam(learningRate))
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .list();
    int width = inputs;
    for (int hidden : spec.hidden()) {
      list.layer(
          new DenseLayer.Builder().nIn(width).nOut(hidden).activation(Activation.TANH).build());
      width = hidden;
    }
    list.layer(
        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
            .nIn(width)
            .nOut(outputs)
            .activation(Activation.SOFTMAX)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  /** One step on the next batch. */
  public void step() {
    batch = (batch + 1) % inputs.length;
    network.fit(inputs[batch], targets[batch]);
  }

  @Override
  public void close() {
    network.close();
    for (int b = 0; b < inputs.length; b++) {
      inputs[b].close();
      targets[b].close();
    }
  }
}
