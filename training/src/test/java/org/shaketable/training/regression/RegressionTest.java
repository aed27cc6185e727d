package org.shaketable.training.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.RandomStream;
import org.shaketable.random.Streams;
import org.shaketable.training.data.Spirals;
import org.shaketable.training.data.TargetSet;
import org.shaketable.training.dl4j.ModelFile;
import org.shaketable.training.files.Csv;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

class RegressionTest {
  @TempDir Path folder;

  private static Csv rents() {
    return csv(Path.of("../conf/data/rents.csv"), "rent", null);
  }

  private static Csv csv(Path path, String label, Map<String, Double> weights) {
    return new Csv(path.toString(), null, label, null, null, null, null, null, null, weights, null);
  }

  private static Regression learner(long steps) {
    return new Regression(
        steps,
        32,
        org.shaketable.training.optimizer.Adam.of(0.01, 1e-8),
        null,
        null,
        null,
        new NetworkSpec(List.of(16, 16), org.shaketable.training.network.Activation.TANH));
  }

  private static Trainee begin(Engine engine, Task task, Learner learner) {
    Workload workload = new Workload("rents", engine, task, learner, 10);
    return learner.begin(workload, Stochasticity.NONE, Streams.of(3), Hooks.NONE);
  }

  private ModelFile model(int outputs) throws IOException {
    String json =
        new NeuralNetConfiguration.Builder()
            .updater(new Adam(0.01))
            .list()
            .layer(new DenseLayer.Builder().nIn(4).nOut(16).activation(Activation.TANH).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MSE)
                    .nIn(16)
                    .nOut(outputs)
                    .activation(Activation.IDENTITY)
                    .build())
            .build()
            .toJson();
    Path file = Files.writeString(folder.resolve("model-" + outputs + ".json"), json);
    return new ModelFile(file.toString(), null);
  }

  @Test
  void determinationIsOneLessTheShareOfTheSpreadThatErrorsAre() {
    float[] numbers = {1, 2, 3, 6};

    assertThat(Fit.determination(numbers, numbers)).isEqualTo(1);
    assertThat(Fit.determination(new float[] {3, 3, 3, 3}, numbers)).isZero();
    // Errors 0, 1, 1, 1 of a spread of 14.
    assertThat(Fit.determination(new float[] {1, 3, 2, 5}, numbers)).isEqualTo(1 - 3.0 / 14);
    assertThat(Fit.loss(new float[] {1, 3, 2, 5}, numbers)).isEqualTo(3.0 / 8);
    assertThat(Fit.determination(new float[] {1, 1}, new float[] {2, 2})).isNaN();
  }

  @Test
  void numbersAreStandardisedByTheTrainingSamples() {
    TargetSet data = rents().targets();

    assertThat(data.train().rows()).isEqualTo(400);
    assertThat(data.test().rows()).isEqualTo(100);
    double sum = 0;
    double squares = 0;
    for (float target : data.train().targets()) {
      sum += target;
      squares += target * target;
    }
    assertThat(sum / 400).isCloseTo(0, within(1e-6));
    assertThat(squares / 400).isCloseTo(1, within(1e-6));
    assertThat(data.train().inputs()).isEqualTo(rents().read().train().inputs());
  }

  @Test
  void bothEnginesLearnRentsAndAgree() throws Exception {
    double[] performances = new double[2];
    for (Engine engine : List.of(Engine.VECTOR, Engine.DL4J)) {
      try (Trainee trainee = begin(engine, rents(), learner(600))) {
        assertThat(trainee.measure(0).performance()).isLessThan(0.5);
        trainee.advance(100);
        performances[engine.ordinal()] = trainee.performance(1);
        trainee.advance(600);
        Measurement measured = trainee.measure(1);
        assertThat(measured.performance()).isBetween(0.93, 1.0);
        assertThat(measured.loss()).isPositive();
        assertMeasured(measured, learner(600));
      }
    }
    assertThat(performances[0]).isCloseTo(performances[1], within(1e-3));
  }

  private static void assertMeasured(Measurement measured, Learner learner) {
    for (Feature feature : Feature.values()) {
      // There is no sharpness where the loss does not come back on the way ahead.
      if (feature != Feature.CRITICAL_SHARPNESS) {
        assertThat(Double.isNaN(measured.features().value(feature)))
            .as(feature.column())
            .isNotEqualTo(learner.features().contains(feature));
      }
    }
  }

  @Test
  void theGradientIsThatOfTheLoss() {
    TargetSet data = rents().targets();
    Regressor regressor = new Regressor(Engine.VECTOR, learner(10).network(), 4, 32);
    float[] parameters = new float[regressor.layout().size()];
    regressor.network().initialise(parameters, 0, 1, 1, RandomStream.of(1, "gradient", 0));
    TargetBatch batch = new TargetBatch(data, Streams.of(1), 32);
    batch.read(0, 32, Hooks.NONE);
    float[] gradient = new float[parameters.length];
    regressor.gradient(parameters, batch, gradient);

    for (int i = 0; i < parameters.length; i += 37) {
      float[] shifted = parameters.clone();
      shifted[i] = parameters[i] + 1e-2f;
      double above = regressor.loss(shifted, batch, 32);
      shifted[i] = parameters[i] - 1e-2f;
      double below = regressor.loss(shifted, batch, 32);
      assertThat((above - below) / 2e-2).isCloseTo(gradient[i], within(2e-4));
    }
  }

  @Test
  void aModelOfTheUsersLearnsRentsAndTellsOfEqualFunctions() throws Exception {
    ModelRegression learner = new ModelRegression(500, 32, model(1), null);
    learner.check(rents());
    try (Trainee trainee = begin(Engine.DL4J, rents(), learner)) {
      trainee.measure(0);
      trainee.advance(500);
      Measurement measured = trainee.measure(1);
      assertThat(measured.performance()).isBetween(0.9, 1.0);
      assertMeasured(measured, learner);
      float[] now = trainee.probeOutputs();
      assertThat(trainee.functionDistance(now)).isZero();
      now[0] += 2;
      assertThat(trainee.functionDistance(now)).isCloseTo(2.0 / now.length, within(1e-6));
    }
  }

  /** The mean of seven times 14.3 is an ulp off, and what deviates from it is that ulp. */
  @Test
  void equalNumbersAreRefusedThoughTheirMeanIsRounded() throws Exception {
    Path equal = Files.writeString(folder.resolve("rounded.csv"), "x,y\n" + "1,14.3\n".repeat(9));
    Path train = Files.writeString(folder.resolve("train.csv"), "x,y\n1,2\n2,3\n3,4\n");
    Path held = Files.writeString(folder.resolve("held.csv"), "x,y\n1,14.3\n2,14.3\n");
    Csv apart =
        new Csv(
            train.toString(), held.toString(), "y", null, null, null, null, null, null, null, null);

    assertThatThrownBy(() -> csv(equal, "y", null).targets())
        .hasMessageContaining("expected numbers that differ, found 14.3 in every training row");
    assertThatThrownBy(apart::targets)
        .hasMessageContaining("expected numbers that differ, found 14.3 in every held-back row");
  }

  @Test
  void whatIsNoNumberIsToldPlainly() throws Exception {
    Path words = Files.writeString(folder.resolve("words.csv"), "x,y\n1,2\n2,3\n3,much\n4,5\n");
    Path equal = Files.writeString(folder.resolve("equal.csv"), "x,y\n1,2\n2,2\n3,2\n4,2\n");

    assertThatThrownBy(() -> csv(words, "y", null).targets())
        .hasMessageContaining(
            "expected a finite number to be predicted in every row, found 'much' in row 3, headers"
                + " not counted");
    assertThatThrownBy(() -> csv(equal, "y", null).targets())
        .hasMessageContaining("expected numbers that differ, found 2.0 in every training row");
    assertThatThrownBy(() -> csv(words, "y", Map.of("2", 3.0)).targets())
        .hasMessageContaining("class-weights", "expected none for numbers to be predicted");
    assertThatThrownBy(() -> learner(10).check(Spirals.standard()))
        .hasMessageContaining("expected a CSV or Parquet file whose label is a number");
    ModelRegression two = new ModelRegression(10, 32, model(2), null);
    assertThatThrownBy(() -> two.check(rents()))
        .hasMessageContaining(
            "expected a model with 1 outputs, the number to be predicted, found 2");
  }
}
