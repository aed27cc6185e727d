package org.shaketable.training.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.shaketable.training.network.NetworkSpec;

/**
 * A fully connected network with its loss as a model of DL4J. The model takes inputs as the network
 * did, standardised where a data set is.
 *
 * @param inputs width of an input row
 * @param outputs width of an output row
 */
public record ExportedModel(NetworkSpec spec, int inputs, int outputs, Loss loss) {

  /** What stands on top of the last layer. */
  public enum Loss {
    /** Softmax with cross-entropy: outputs are probabilities. */
    CROSS_ENTROPY(Activation.SOFTMAX, LossFunction.MCXENT),
    /** Squared error: outputs are the network's own. */
    SQUARED_ERROR(Activation.IDENTITY, LossFunction.MSE);

    private final Activation activation;
    private final LossFunction function;

    Loss(Activation activation, LossFunction function) {
      this.activation = activation;
      this.function = function;
    }
  }

  /** Writes a file that DL4J's {@code ModelSerializer} reads. */
  public void write(Path file, float[] parameters) throws IOException {
    MultiLayerNetwork network = network(parameters);
    try {
      network.save(file.toFile(), false);
    } finally {
      network.params().data().underlyingDataBuffer().close();
    }
  }

  private MultiLayerNetwork network(float[] parameters) {
    OutputLayer last =
        new OutputLayer.Builder(loss.function)
            .nIn(spec.hidden().isEmpty() ? inputs : spec.hidden().get(spec.hidden().size() - 1))
            .nOut(outputs)
            .activation(loss.activation)
            .build();
    MultiLayerNetwork network =
        new MultiLayerNetwork(DenseModel.hidden(spec, inputs).layer(last).build());
    float[] flat = new float[spec.layout(inputs, outputs).size()];
    Order.toDl4j(spec.layout(inputs, outputs), parameters, 0, flat);
    network.init(Nd4j.create(flat, new int[] {1, flat.length}), false);
    return network;
  }
}
