package org.shaketable.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models of Keras in HDF5. The files are made by make_keras_models.py beside them (h5py 3.16.0), as
 * Keras 2.10 lays them out; the outputs are NumPy's of the same weights, within 1e-6.
 */
class KerasFileTest {
  private static final float[] INPUTS = {0.5f, -1, 2, 0.25f, -0.75f, 1.5f};
  private static final float[] OUTPUTS = {
    0.1228855f, 0.8771145f, 0.3943735f, 0.6056265f, 0.6856183f, 0.3143817f
  };

  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    try (var in = KerasFileTest.class.getResourceAsStream(name)) {
      Files.copy(in, file);
    }
    return file;
  }

  @Test
  void aKerasModelGivesItsOutputsAndLearnsWithItsOptimizer() throws IOException {
    ModelFile file = new ModelFile(file("keras-moons.h5").toString(), null);
    UserModel model = new UserModel(file, List.of(), 1);
    float[] parameters = model.parameters();
    assertThat(parameters).hasSize(2 * 6 + 6 + 6 * 2 + 2);
    assertThat(model.outputs(parameters, INPUTS, 3)).containsExactly(OUTPUTS, within(1e-6f));

    UserUpdater updater = model.updater();
    // Adam's, with the rate that the file has.
    assertThat(updater.memory()).hasSize(2);
    assertThat(updater.learningRate(0)).isCloseTo(0.01, within(1e-9));
    float[] targets = {1, 0, 1, 0, 0, 1};
    float[] gradient = new float[parameters.length];
    double before = model.gradient(parameters, INPUTS, targets, 3, 1, gradient);
    assertThat(before)
        .isCloseTo(
            -(Math.log(OUTPUTS[0]) + Math.log(OUTPUTS[2]) + Math.log(OUTPUTS[5])) / 3,
            within(1e-5));
    for (int update = 0; update < 100; update++) {
      model.gradient(parameters, INPUTS, targets, 3, update, gradient);
      updater.update(parameters, gradient, updater.learningRate(update), 0);
    }
    assertThat(model.gradient(parameters, INPUTS, targets, 3, 1, gradient)).isLessThan(before / 2);
  }

  @Test
  void whatIsNoWholeModelIsRefusedInOneLine() throws IOException {
    refused(
        file("keras-uncompiled.h5"),
        "a Keras model without loss and optimizer (compile it with both, then save it) in ");
    byte[] whole = Files.readAllBytes(file("keras-moons.h5"));
    refused(
        Files.write(folder.resolve("cut.h5"), Arrays.copyOf(whole, 3000)),
        "a Keras model that DL4J cannot import (");
  }

  /** A function of Python's is nothing that this could run, nor would. */
  @Test
  void aLambdaLayerIsRefused() throws IOException {
    refused(file("keras-lambda.h5"), "a Keras model that DL4J cannot import (");
  }

  private static void refused(Path file, String found) {
    assertThatThrownBy(() -> new ModelFile(file.toString(), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid dl4j: expected a model of DL4J (")
        .hasMessageContaining("found " + found)
        .hasMessageEndingWith(" in " + file)
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }
}
