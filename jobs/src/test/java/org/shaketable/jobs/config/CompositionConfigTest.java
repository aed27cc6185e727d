package org.shaketable.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.analytics.table.Exposures;
import org.shaketable.jobs.rows.SpecRows;
import org.shaketable.perturbation.Exposure;
import org.shaketable.schedule.Horizon;
import org.shaketable.training.run.RunSpec;

class CompositionConfigTest {
  private static final String SWEEP =
      """
      sweep: both
      seed: 7
      replicates: 2
      clean-replicates: 2
      placebo: 0
      evaluations: 10
      workloads:
        spirals:
          task: {data: spirals}
          learner: {algorithm: classification, steps: 100}
        pole:
          task: {environment: CartPole-v1}
          learner: {algorithm: ppo}
      perturbations:
        - {family: input-noise, magnitudes: [0.5], schedule: {pulse: {onset: 50%, duration: 20%}}}
        - composition:
            - {family: gradient-noise, magnitudes: [1, 4]}
            - {family: input-noise, magnitudes: [0.5, 2]}
          schedule: {pulse: {onset: 50%, duration: 20%}}
          workloads: [spirals]
      """;

  @TempDir Path directory;

  private SweepConfig read(String yaml) throws IOException {
    return SweepConfig.read(Files.writeString(directory.resolve("sweep.yaml"), yaml));
  }

  @Test
  void everyMagnitudeMeetsEveryOtherAndEachPartIsTrainedAloneOnce() throws IOException {
    List<List<Exposure>> conditions =
        read(SWEEP).runs().stream()
            .filter(run -> run.workload().name().equals("spirals") && run.replicate() == 0)
            .filter(run -> !run.clean())
            .map(RunSpec::exposures)
            .toList();

    assertThat(conditions.stream().map(CompositionConfigTest::named))
        .containsExactly(
            "input-noise 0.5",
            "gradient-noise 1.0",
            "gradient-noise 4.0",
            "input-noise 2.0",
            "gradient-noise+input-noise=0.5 1.0",
            "gradient-noise+input-noise=2.0 1.0",
            "gradient-noise+input-noise=0.5 4.0",
            "gradient-noise+input-noise=2.0 4.0");
    assertThat(conditions.get(4))
        .allSatisfy(part -> assertThat(part.schedule()).hasToString("pulse(50%, 20%)"));
    assertThat(rows(conditions.get(4)).dimension()).isEqualTo("COMPOSITION");
    assertThat(rows(conditions.get(4)).schedule()).isEqualTo("pulse(50%, 20%)+pulse(50%, 20%)");
  }

  private static Exposures rows(List<Exposure> exposures) {
    return SpecRows.exposures(exposures, new Horizon(1000, 10));
  }

  private static String named(List<Exposure> exposures) {
    return rows(exposures).family() + " " + rows(exposures).magnitude();
  }

  @Test
  void itKeepsToItsWorkloads() throws IOException {
    assertThat(read(SWEEP).runs())
        .filteredOn(run -> run.workload().name().equals("pole"))
        .allMatch(run -> run.exposures().size() < 2)
        .hasSize(2 * (1 + 1));
  }

  @Test
  void aSpecificationOfTwoSurvivesItsCanonicalJson() throws IOException {
    for (RunSpec spec : read(SWEEP).runs()) {
      assertThat(Specs.parse(Specs.json(spec))).isEqualTo(spec);
    }
  }

  @Test
  void oneFamilyTwiceOneAloneOrNoWorkloadInCommonAreRefused() {
    assertThatThrownBy(
            () ->
                read(
                    SWEEP.replace(
                        "{family: input-noise, magnitudes: [0.5, 2]}",
                        "{family: gradient-noise, magnitudes: [2]}")))
        .hasMessageContaining(
            "sweep.yaml:18: perturbations[1].composition[1]: expected each family once, found"
                + " 'gradient-noise' again: its random streams would be the same; remove one");
    assertThatThrownBy(
            () -> read(SWEEP.replace("      - {family: input-noise, magnitudes: [0.5, 2]}\n", "")))
        .hasMessageContaining(
            "composition: expected two perturbations or more, found 1; write one alone as an entry"
                + " of its own");
    String labels = SWEEP.replace("magnitudes: [1, 4]}", "magnitudes: [1, 4], workloads: [pole]}");
    assertThatThrownBy(() -> read(labels))
        .hasMessageContaining(
            "composition: expected perturbations that apply to the same workload, found"
                + " gradient-noise for pole and input-noise for spirals; name other families");
  }
}
