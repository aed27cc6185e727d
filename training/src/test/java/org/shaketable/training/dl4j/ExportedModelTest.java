package org.shaketable.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.shaketable.random.RandomStream;
import org.shaketable.training.dl4j.ExportedModel.Loss;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.Network;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.vector.VectorMlp;

class ExportedModelTest {
  private static final int INPUTS = 5;
  private static final int OUTPUTS = 3;
  private static final int ROWS = 20;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Loss.class)
  void aModelReadByDl4jGivesTheOutputsOfTheVectorEngine(Loss loss) throws Exception {
    for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(7), List.of(16, 9))) {
      for (Activation activation : Activation.values()) {
        NetworkSpec spec = new NetworkSpec(hidden, activation);
        Network vector = new VectorMlp(spec, INPUTS, OUTPUTS, ROWS);
        float[] parameters = new float[vector.layout().size()];
        RandomStream random = RandomStream.of(1, "export", hidden.size());
        vector.initialiseUniform(parameters, 0, random);
        float[] inputs = new float[ROWS * INPUTS];
        for (int i = 0; i < inputs.length; i++) {
          inputs[i] = (float) (2 * random.nextGaussian());
        }

        Path file = folder.resolve("model.zip");
        new ExportedModel(spec, INPUTS, OUTPUTS, loss).write(file, parameters);

        MultiLayerNetwork read = ModelSerializer.restoreMultiLayerNetwork(file.toFile());
        INDArray outputs = read.output(Nd4j.create(inputs, new int[] {ROWS, INPUTS}));
        float[] expected = vector.forward(parameters, 0, inputs, 0, INPUTS, ROWS);
        for (int i = 0; i < ROWS; i++) {
          double[] row = row(expected, i * vector.outputStride(), loss);
          for (int j = 0; j < OUTPUTS; j++) {
            assertThat(outputs.getDouble(i, j)).isCloseTo(row[j], within(1e-5));
          }
        }
      }
    }
  }

  private static double[] row(float[] outputs, int from, Loss loss) {
    double[] row = new double[OUTPUTS];
    double sum = 0;
    for (int j = 0; j < OUTPUTS; j++) {
      row[j] = loss == Loss.CROSS_ENTROPY ? Math.exp(outputs[from + j]) : outputs[from + j];
      sum += row[j];
    }
    for (int j = 0; j < OUTPUTS && loss == Loss.CROSS_ENTROPY; j++) {
      row[j] /= sum;
    }
    return row;
  }
}
