package org.shaketable.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.perturbation.Families;
import org.shaketable.perturbation.Family;

/** {@code conf/paper.yaml} is as broad as it says. */
class PaperConfigTest {
  private static final SweepConfig PAPER = SweepConfig.read(Path.of("../conf/paper.yaml"));

  @Test
  void itAsksForMoreThanTenThousandRunsOfFourLearners() {
    assertThat(PAPER.runs()).hasSizeGreaterThan(10_000).doesNotHaveDuplicates();
    assertThat(PAPER.replicates()).isGreaterThanOrEqualTo(20);
    assertThat(PAPER.workloads())
        .extracting(workload -> workload.learner().name())
        .contains("ppo", "dqn", "pretraining", "classification");
    assertThat(PAPER.levels()).hasSizeGreaterThan(1);
    assertThat(PAPER.joints())
        .isNotEmpty()
        .allSatisfy(joint -> assertThat(joint.parts()).hasSizeGreaterThan(1));
  }

  @Test
  void everyFamilyThatAppliesIsThereAtFiveMagnitudesOrMore() {
    for (var workload : PAPER.workloads()) {
      List<DoseSeries> series =
          PAPER.series().stream().filter(one -> one.workloads().contains(workload.name())).toList();
      assertThat(series).allMatch(one -> one.perturbations().size() >= 5);
      assertThat(series)
          .extracting(one -> one.family().name())
          .containsAll(
              Families.all().stream()
                  .map(Families.Entry::family)
                  .filter(family -> family.appliesTo(workload.learner().surfaces()))
                  .map(Family::name)
                  .toList());
    }
  }
}
