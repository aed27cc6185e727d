package org.shaketable.training.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.Streams;
import org.shaketable.training.data.Spirals;
import org.shaketable.training.descent.Annealing;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.Sgd;
import org.shaketable.training.probe.LargestLogit;
import org.shaketable.training.probe.PredictiveEntropy;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

class ClassificationTest {

  private static Trainee begin(Engine engine, Classification learner, Stochasticity stochasticity) {
    Workload workload =
        new Workload("spirals", engine, Spirals.standard(), learner, 10).at(stochasticity);
    return workload.learner().begin(workload, stochasticity, Streams.of(11), Hooks.NONE);
  }

  private static Classification learner(long steps) {
    return Classification.of(steps, Adam.of(0.003, 1e-8));
  }

  @Test
  void spiralsAreLearned() throws Exception {
    Trainee trainee = begin(Engine.VECTOR, learner(1500), Stochasticity.NONE);
    Measurement before = trainee.measure(0);
    trainee.advance(1500);
    Measurement after = trainee.measure(1);
    assertThat(before.performance()).isLessThan(0.6);
    assertThat(before.loss()).isNaN();
    assertThat(after.performance()).isGreaterThan(0.9);
    assertThat(after.features().value(Feature.PREDICTIVE_ENTROPY))
        .isLessThan(before.features().value(Feature.PREDICTIVE_ENTROPY));
  }

  @ParameterizedTest
  @EnumSource(names = "PROGRAM", mode = EnumSource.Mode.EXCLUDE)
  void measuringLeavesNoTraceInTheTraining(Engine engine) throws Exception {
    Trainee measured = begin(engine, learner(60), Stochasticity.NONE);
    Trainee unmeasured = begin(engine, learner(60), Stochasticity.NONE);
    for (int step = 0; step <= 60; step += 3) {
      measured.advance(step);
      measured.measure(step / 3);
      measured.probeOutputs();
    }
    unmeasured.advance(60);
    assertThat(measured.parameters()).isEqualTo(unmeasured.parameters());
  }

  @ParameterizedTest
  @EnumSource(names = "PROGRAM", mode = EnumSource.Mode.EXCLUDE)
  void aFunctionIsAtNoDistanceFromItselfAndTrainingMovesIt(Engine engine) throws Exception {
    Trainee trainee = begin(engine, learner(40), Stochasticity.NONE);
    float[] before = trainee.probeOutputs();
    assertThat(trainee.functionDistance(before)).isZero();
    trainee.advance(40);
    assertThat(trainee.functionDistance(before)).isPositive();
  }

  /** Probes look at samples in passing; what they see is what a pass of its own shows. */
  @ParameterizedTest
  @EnumSource(names = "PROGRAM", mode = EnumSource.Mode.EXCLUDE)
  void anEvaluationTellsPerformanceAndProbesAsEachAloneDoes(Engine engine) throws Exception {
    Trainee trainee = begin(engine, learner(40), Stochasticity.NONE);
    trainee.advance(40);
    Measurement measurement = trainee.measure(1);
    assertThat(measurement.performance()).isEqualTo(trainee.performance(1));
    float[] logits = trainee.probeOutputs();
    int classes = 3;
    int rows = logits.length / classes;
    assertThat(measurement.features().value(Feature.PREDICTIVE_ENTROPY))
        .isEqualTo(PredictiveEntropy.of(logits, classes, rows, classes));
    assertThat(measurement.features().value(Feature.LARGEST_LOGIT))
        .isEqualTo(LargestLogit.of(logits, classes, rows, classes));
  }

  @Test
  void theEnginesAgree() throws Exception {
    Trainee vector = begin(Engine.VECTOR, learner(100), Stochasticity.NONE);
    Trainee dl4j = begin(Engine.DL4J, learner(100), Stochasticity.NONE);
    vector.advance(100);
    dl4j.advance(100);
    assertThat(vector.parameters()).containsExactly(dl4j.parameters(), within(1e-4f));
  }

  @Test
  void stochasticityChangesTheRunButNotItsStart() throws Exception {
    Trainee plain = begin(Engine.VECTOR, learner(20), Stochasticity.NONE);
    for (Stochasticity stochasticity :
        new Stochasticity[] {
          new Stochasticity(Stochasticity.Kind.GRADIENT_NOISE_FLOOR, 0.5),
          new Stochasticity(Stochasticity.Kind.ENTROPY_COEFFICIENT, 0.1)
        }) {
      Trainee noisy = begin(Engine.VECTOR, learner(20), stochasticity);
      assertThat(noisy.parameters())
          .isEqualTo(begin(Engine.VECTOR, learner(20), Stochasticity.NONE).parameters());
      noisy.advance(20);
      plain.advance(20);
      assertThat(noisy.parameters()).isNotEqualTo(plain.parameters());
    }
  }

  @Test
  void theLearningRateWarmsUpAndAnneals() {
    Classification settings =
        new Classification(
            100, null, new Sgd(2.0, null, null), Annealing.LINEAR, 0.1, null, null, null, null);
    assertThat(settings.learningRate(0)).isEqualTo(0.2);
    assertThat(settings.learningRate(9)).isEqualTo(2);
    assertThat(settings.learningRate(10)).isEqualTo(2);
    assertThat(settings.learningRate(55)).isCloseTo(1, within(1e-12));
    assertThat(Annealing.COSINE.factor(0.5)).isCloseTo(0.5, within(1e-12));
    assertThat(Annealing.CONSTANT.factor(0.9)).isEqualTo(1);
  }

  @Test
  void aGradientLongerThanTheLimitIsShortened() throws Exception {
    Classification clipped =
        new Classification(10, null, new Sgd(1.0, null, null), null, null, 1e-3, null, null, null);
    Trainee trainee = begin(Engine.VECTOR, clipped, Stochasticity.NONE);
    trainee.advance(1);
    Features features = trainee.measure(1).features();
    assertThat(features.value(Feature.GRADIENT_NORM)).isGreaterThan(0.01);
    assertThat(features.value(Feature.UPDATE_TO_WEIGHT_RATIO))
        .isCloseTo(1e-3 / features.value(Feature.WEIGHT_NORM), within(1e-7));
  }

  @Test
  void settingsOutOfRangeNameTheRange() {
    assertThatThrownBy(() -> learner(1))
        .hasMessage("Invalid steps: expected a whole number in [10, 1000000000], found 1");
    assertThatThrownBy(() -> new Classification(10, 0, null, null, null, null, null, null, null))
        .hasMessage("Invalid batch-size: expected a whole number in [1, 65536], found 0");
    Task chess = () -> "chess";
    assertThatThrownBy(() -> learner(10).check(chess))
        .hasMessage("Invalid task: expected a data set for learner classification, found chess");
    assertThatThrownBy(() -> learner(10).check(new Spirals(null, null, null, 20, 20, null)))
        .hasMessage("Invalid batch-size: expected a whole number in [1, 20], found 64");
  }
}
