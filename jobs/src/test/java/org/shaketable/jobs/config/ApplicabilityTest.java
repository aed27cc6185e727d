package org.shaketable.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.perturbation.Families;
import org.shaketable.perturbation.Family;
import org.shaketable.training.workload.Workload;

/** Every family on every learner: planned, or refused with family, workload and reason. */
class ApplicabilityTest {
  private static final String WORKLOADS =
      """
      sweep: all
      seed: 1
      replicates: 1
      clean-replicates: 1
      placebo: 0
      evaluations: 10
      workloads:
        pole: {task: {environment: CartPole-v1}, learner: {algorithm: ppo}}
        pole-dqn: {task: {environment: CartPole-v1}, learner: {algorithm: dqn}}
        spirals: {task: {data: spirals}, learner: {algorithm: classification, steps: 100}}
        markov: {task: {text: markov}, learner: {algorithm: pretraining, steps: 100}}
        fine:
          task: {text: markov}
          learner:
            algorithm: fine-tuning
            steps: 100
            start: {task: {text: markov}, learner: {algorithm: pretraining, steps: 100}}
        reward:
          task: {text: markov}
          learner:
            algorithm: reward-tuning
            steps: 100
            reward: {token-share: {symbols: [0]}}
            start: {task: {text: markov}, learner: {algorithm: pretraining, steps: 100}}
      """;

  @TempDir static Path directory;

  private static SweepConfig read(String perturbations) {
    try {
      Path file = Files.createTempFile(directory, "sweep", ".yaml");
      return SweepConfig.read(Files.writeString(file, WORKLOADS + perturbations));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Arguments> pairs() {
    List<Workload> workloads = read("").workloads();
    return Families.all().stream()
        .map(Families.Entry::family)
        .flatMap(
            family ->
                workloads.stream().map(w -> Arguments.of(family.name(), w.name(), family, w)));
  }

  private static String entry(String family, String schedule, String workload) {
    return "perturbations:\n  - {family: %s, magnitudes: [0.5], schedule: %s, workloads: [%s]}\n"
        .formatted(family, schedule, workload);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("pairs")
  void aFamilyIsPlannedOrRefusedWithFamilyWorkloadAndReason(
      String name, String workload, Family family, Workload on) {
    String entry = entry(name, "always", workload);
    if (family.appliesTo(on.learner().surfaces())) {
      assertThat(read(entry).runs()).hasSize(6 + 1);
    } else {
      assertThatThrownBy(() -> read(entry))
          .hasMessageContaining(
              "perturbations[0].workloads[0]: expected a workload that family %s applies to, found '%s': the family disturbs "
                  .formatted(name, workload))
          .hasMessageEndingWith(
              ", which learner %s does not have; remove it".formatted(on.learner().name()));
    }
  }

  @Test
  void whatCouldDoNothingOrNamesWhatIsNotThereIsRefused() {
    assertThatThrownBy(() -> read(entry("stale-gradients", "{one-shot: {onset: 50%}}", "pole")))
        .hasMessageContaining(
            "perturbations[0].schedule: expected one that lasts, for family stale-gradients takes"
                + " what came before and a single event has nothing before it, found one-shot(50%);"
                + " family stale-gradients cannot disturb workload pole so: change it, or name"
                + " other workloads");
    assertThatThrownBy(() -> read(entry("initial-scale", "{one-shot: {onset: 50%}}", "pole")))
        .hasMessageContaining("expected an onset at the first step for family initial-scale");
    assertThatThrownBy(() -> read(entry("physics-shift, constant: friction", "always", "pole")))
        .hasMessageContaining(
            "perturbations[0].constant: expected one of [angle-limit, force, gravity,")
        .hasMessageContaining(
            "found friction; family physics-shift cannot disturb workload pole so");
    assertThatThrownBy(() -> read(entry("class-imbalance, favoured: 9", "always", "spirals")))
        .hasMessageContaining("perturbations[0].favoured: expected a class in [0, 3), found 9");
    assertThatThrownBy(() -> read(entry("structured-corruption, to: 9", "always", "spirals")))
        .hasMessageContaining("expected classes in [0, 3), found 0 and 9");
  }
}
