package org.shaketable.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.refusal.Refusal;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.Kicks;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/** Runs with kicks are the runs without them, and say one thing more. */
class KicksTest {
  private static final Kicks KICKS = new Kicks(0.002, 3);

  /** The digests of clean runs at commit def8bf2, before there were kicks; 16 of 64 digits. */
  private static final Map<String, String> BEFORE =
      Map.of(
          "blobs", "2f015166d83e95f1",
          "rents", "7f6e22890598270a",
          "cartpole", "1d829a012b92e527",
          "pendulum", "bca3156b0d9193d2",
          "cartpole-dqn", "f998194debb7a8be",
          "markov", "4d7eebd5804dabcb",
          "markov-fine", "c214faca9ee32b03",
          "markov-reward", "9ebe17636d1b7800");

  private static final Exposure SHAKEN =
      new Exposure(
          new GradientNoise(0.5), new Schedule.Pulse(Moment.parse("40%"), Moment.parse("30%")));

  static Stream<Workload> learners() {
    return Workloads.all().stream();
  }

  private record Trained(Run run, float[] parameters) {
    static Trained of(Workload workload, List<Exposure> exposures) {
      List<float[]> parameters = new ArrayList<>();
      Observer observer = (evaluation, trainee) -> parameters.add(trainee.parameters());
      Stochasticity floor = new Stochasticity(Stochasticity.Kind.GRADIENT_NOISE_FLOOR, 0.1);
      RunSpec spec = new RunSpec(workload, floor, exposures, 3, 0);
      Run run = spec.clean() ? Twin.of(spec, observer).run() : Twin.of(spec).train(spec, observer);
      assertThat(run.status()).as(run.message()).isEqualTo(Status.COMPLETED);
      return new Trained(run, parameters.get(parameters.size() - 1));
    }

    String digestWithout(Feature feature) {
      List<Evaluation> trajectory =
          run.trajectory().stream().map(evaluation -> without(evaluation, feature)).toList();
      return Digest.of(run.status(), run.message(), run.steps(), trajectory, parameters);
    }
  }

  private static Evaluation without(Evaluation evaluation, Feature feature) {
    Map<Feature, Double> left = new EnumMap<>(Feature.class);
    Features features = evaluation.measurement().features();
    for (Feature each : Feature.values()) {
      left.put(each, each == feature ? Double.NaN : features.value(each));
    }
    Measurement measurement = evaluation.measurement();
    return new Evaluation(
        evaluation.index(),
        evaluation.step(),
        new Measurement(measurement.performance(), measurement.loss(), new Features(left)),
        evaluation.parameterDistance(),
        evaluation.functionDistance());
  }

  @ParameterizedTest
  @MethodSource("learners")
  void nothingElseOfARunChangesBitForBit(Workload workload) {
    for (List<Exposure> exposures : List.of(List.<Exposure>of(), List.of(SHAKEN))) {
      Trained plain = Trained.of(workload, exposures);
      Trained kicked = Trained.of(workload.with(KICKS), exposures);

      assertThat(kicked.digestWithout(Feature.RECOVERY_RATE))
          .isEqualTo(plain.run().digest())
          .isNotEqualTo(kicked.run().digest());
      assertThat(rates(plain.run())).containsOnly(Double.NaN);
    }
  }

  private static List<Double> rates(Run run) {
    return values(run, Feature.RECOVERY_RATE);
  }

  private static List<Double> values(Run run, Feature feature) {
    return run.trajectory().stream()
        .map(evaluation -> evaluation.measurement().features().value(feature))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("learners")
  void aRunHasARateWhereverItsLearnerHasTrainedAndTheSameOneAgain(Workload workload) {
    Run run = Trained.of(workload.with(KICKS), List.of()).run();

    List<Double> norms = values(run, Feature.GRADIENT_NORM);
    for (int i = 0; i < norms.size(); i++) {
      assertThat(rates(run).get(i).isNaN()).isEqualTo(norms.get(i).isNaN());
    }
    assertThat(rates(run)).anyMatch(Double::isFinite);
    assertThat(Trained.of(workload.with(KICKS), List.of()).run().digest()).isEqualTo(run.digest());
    assertThat(rates(Trained.of(workload.with(new Kicks(0.002, 4)), List.of()).run()))
        .isNotEqualTo(rates(run));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void aRunWithoutKicksHasTheDigestThatItHadBeforeThereWereAny(Workload workload) {
    assertThat(Twins.of(workload).run().digest()).startsWith(BEFORE.get(workload.name()));
  }

  @Test
  void aWorkloadHasTheFeatureOnlyWithKicks() {
    Workload workload = Workloads.classification();

    assertThat(workload.features()).doesNotContain(Feature.RECOVERY_RATE);
    assertThat(workload.with(KICKS).features())
        .containsAll(workload.features())
        .contains(Feature.RECOVERY_RATE)
        .hasSize(workload.features().size() + 1);
    assertThat(workload.with(KICKS).at(Stochasticity.NONE).as("other").kicks()).isEqualTo(KICKS);
  }

  @Test
  void kicksHaveDefaultsAndBounds() {
    assertThat(new Kicks(null, null)).isEqualTo(new Kicks(0.001, 8));
    assertThatThrownBy(() -> new Kicks(0.0, 8))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("size: expected a number in [1.0E-5, 1], found 0");
    assertThatThrownBy(() -> new Kicks(0.1, 0))
        .hasMessageContaining("updates: expected a whole number in [1, 10000], found 0");
  }

  @Test
  void anEngineOrLearnerThatCannotRepeatItsUpdatesRefusesKicks() {
    Workload plain = Workloads.classification();

    assertThatThrownBy(
            () -> new Workload("w", Engine.DL4J, plain.task(), plain.learner(), 10, null, KICKS))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(
            "kicks: expected none where updates cannot be repeated on copies, found some for"
                + " learner classification with engine dl4j");
  }

  @Test
  void noGpuTrainsARunWithKicks() {
    RunSpec plain = new RunSpec(Workloads.classification(), Stochasticity.NONE, List.of(), 3, 0);

    assertThat(CohortRuns.refusalOfAll(plain)).isEmpty();
    assertThat(CohortRuns.refusalOfAll(plain.with(plain.workload().with(KICKS))))
        .contains("kicks need the optimizer's memory at each evaluation");
  }
}
