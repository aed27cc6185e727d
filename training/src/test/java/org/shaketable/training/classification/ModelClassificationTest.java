package org.shaketable.training.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;
import org.shaketable.training.data.Blobs;
import org.shaketable.training.data.Spirals;
import org.shaketable.training.dl4j.ModelFile;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

class ModelClassificationTest {
  @TempDir Path folder;
  private ModelFile file;

  @BeforeEach
  void save() throws IOException {
    file = saved(new Adam(0.01), 3);
  }

  private ModelFile saved(IUpdater updater, int outputs) throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(updater)
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(32).activation(Activation.TANH).build())
                .layer(new BatchNormalization.Builder().nIn(32).nOut(32).build())
                .layer(
                    new DenseLayer.Builder().nIn(32).nOut(32).activation(Activation.TANH).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(32)
                        .nOut(outputs)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    Path path = folder.resolve("model" + outputs + updater.getClass().getSimpleName() + ".zip");
    ModelSerializer.writeModel(network, path.toFile(), true);
    return new ModelFile(path.toString(), null);
  }

  private Workload workload(long steps) {
    return new Workload(
        "own", Engine.DL4J, Spirals.standard(), new ModelClassification(steps, 64, file, null), 10);
  }

  @Test
  void aModelOfTheUsersLearnsSpirals() throws Exception {
    Workload workload = workload(500);
    Trainee trainee =
        workload.learner().begin(workload, Stochasticity.NONE, Streams.of(1), Hooks.NONE);
    assertThat(trainee.performance(0)).isLessThan(0.6);
    trainee.advance(500);
    assertThat(trainee.performance(1)).isGreaterThan(0.9);
    assertThat(trainee.heldOutLoss(trainee.parameters())).isLessThan(0.4);
  }

  @Test
  void aRunReplaysBitForBitWithABatchNormalisationsState() throws Exception {
    Workload workload = workload(60);
    Trainee one = workload.learner().begin(workload, Stochasticity.NONE, Streams.of(1), Hooks.NONE);
    Trainee two = workload.learner().begin(workload, Stochasticity.NONE, Streams.of(1), Hooks.NONE);
    for (int step = 0; step <= 60; step += 6) {
      one.advance(step);
      one.measure(step / 6);
    }
    two.advance(60);
    assertThat(one.parameters()).isEqualTo(two.parameters());
  }

  @Test
  void surfacesFollowTheModelsOptimizer() throws Exception {
    assertThat(new ModelClassification(60, null, file, null).surfaces())
        .contains(Surface.LEARNING_RATE, Surface.OPTIMIZER_STATE)
        .doesNotContain(Surface.MOMENTUM, Surface.CLIPPING);
    assertThat(new ModelClassification(60, null, saved(new Sgd(0.1), 3), null).surfaces())
        .doesNotContain(Surface.OPTIMIZER_STATE);
  }

  @Test
  void aModelThatDoesNotFitTheDataIsRefused() throws Exception {
    ModelFile two = saved(new Adam(0.01), 2);
    assertThatThrownBy(
            () ->
                new Workload(
                    "own",
                    Engine.DL4J,
                    Spirals.standard(),
                    new ModelClassification(60, 64, two, null),
                    10))
        .hasMessage("Invalid network: expected a model with 3 outputs, one a class, found 2");
    assertThatThrownBy(
            () ->
                new Workload(
                    "own",
                    Engine.DL4J,
                    new Blobs(3, 8, null, null, null, null),
                    new ModelClassification(60, 64, file, null),
                    10))
        .hasMessageStartingWith("Invalid network: expected a model that takes samples of 8 inputs");
    assertThatThrownBy(
            () ->
                new Workload(
                    "own",
                    Engine.DL4J,
                    Spirals.standard(),
                    new ModelClassification(60, 64, file, List.of(3, 1)),
                    10))
        .hasMessageStartingWith("Invalid input-shape: expected lengths whose product is 2");
  }

  @Test
  void anEngineThatCannotComputeItIsRefused() {
    assertThatThrownBy(
            () ->
                new Workload(
                    "own",
                    Engine.VECTOR,
                    Spirals.standard(),
                    new ModelClassification(60, 64, file, null),
                    10))
        .hasMessage("Invalid engine: expected one that learner dl4j can use (dl4j), found vector");
  }
}
