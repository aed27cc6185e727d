package org.shaketable.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.training.workload.Workload;

/**
 * A run that is kicked infinitesimally begins as its twin does and parts from it by next to
 * nothing.
 */
class ArmTest {
  static Stream<Workload> learners() {
    return Workloads.all().stream();
  }

  @ParameterizedTest
  @MethodSource("learners")
  void itIsTheRunOfItsExposuresUnderAnotherName(Workload workload) {
    Twin twin = Twins.of(workload);
    RunSpec spec = twin.run().spec().with(Arm.INFINITESIMAL);

    Run run = twin.train(spec);

    assertThat(run.status()).as(run.message()).isEqualTo(Status.COMPLETED);
    assertThat(run.realisedMagnitude()).isBetween(0.5e-6, 2e-6);
    assertThat(run.trajectory().get(0)).isEqualTo(twin.run().trajectory().get(0));
    assertThat(run.trajectory()).anyMatch(evaluation -> evaluation.parameterDistance() > 0);
    RunSpec perturbed =
        new RunSpec(
            workload,
            spec.stochasticity(),
            Arm.INFINITESIMAL.exposures(),
            spec.seed(),
            spec.replicate());
    assertThat(perturbed.perturbed()).as("a condition, if asked for as one").isTrue();
    assertThat(spec.perturbed()).isFalse();
    assertThat(twin.train(perturbed).digest()).isEqualTo(run.digest());
  }

  @Test
  void itIsDisturbedByTheKickAlone() {
    RunSpec clean = Twins.of(Workloads.classification()).run().spec();

    assertThat(clean.with(Arm.INFINITESIMAL).reference()).isEqualTo(clean);
    assertThatThrownBy(
            () ->
                new RunSpec(
                    clean.workload(),
                    clean.stochasticity(),
                    List.of(),
                    clean.seed(),
                    0,
                    null,
                    Arm.INFINITESIMAL))
        .hasMessageContaining("expected the exposures");
  }
}
