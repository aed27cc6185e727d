package org.shaketable.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The models of the example sweeps are what DL4J's builder says here. Run with {@code
 * -Dexamples.write=true} to write them anew.
 */
class ExampleModelsTest {
  private static final Path DATA = Path.of("../conf/data");

  @Test
  void theConvolutionalExampleIsThisModel() throws IOException {
    assertCommitted(
        "shapes-network.json",
        builder()
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(8).activation(Activation.RELU).build())
            .layer(
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .build())
            .layer(new DenseLayer.Builder().nOut(16).activation(Activation.TANH).build())
            .layer(output(4))
            .setInputType(InputType.convolutional(12, 12, 1))
            .build());
  }

  @Test
  void theRecurrentExampleIsThisModel() throws IOException {
    assertCommitted(
        "sequences-network.json",
        builder(0.03)
            .layer(new LastTimeStep(new LSTM.Builder().nOut(12).build()))
            .layer(output(3))
            .setInputType(InputType.recurrent(1))
            .build());
  }

  @Test
  void theRegressionExampleIsThisModel() throws IOException {
    assertCommitted(
        "rents-network.json",
        builder()
            .layer(new DenseLayer.Builder().nOut(16).activation(Activation.TANH).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MSE)
                    .nOut(1)
                    .activation(Activation.IDENTITY)
                    .build())
            .setInputType(InputType.feedForward(4))
            .build());
  }

  private static NeuralNetConfiguration.ListBuilder builder() {
    return builder(0.01);
  }

  private static NeuralNetConfiguration.ListBuilder builder(double learningRate) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .weightInit(WeightInit.XAVIER)
        .updater(new Adam(learningRate))
        .list();
  }

  private static OutputLayer output(int classes) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(classes)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static void assertCommitted(String name, MultiLayerConfiguration model)
      throws IOException {
    Path file = DATA.resolve(name);
    if (Boolean.getBoolean("examples.write")) {
      Files.writeString(file, model.toJson() + "\n");
    }
    assertThat(file).hasContent(model.toJson());
  }
}
