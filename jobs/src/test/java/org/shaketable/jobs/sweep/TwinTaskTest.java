package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TwinTaskTest {
  private final SweepPlan plan =
      SmallSweep.plan(
          SmallSweep.YAML.replace(
              "[0.5, 8]", "[0.5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]"));

  @Test
  void everyMissingRunIsInOneTaskAndTasksAreSmall() {
    List<TwinTask> tasks = TwinTask.of(plan.runs());

    assertThat(tasks).hasSize(9).allMatch(task -> task.perturbed().size() <= 8);
    assertThat(tasks.stream().mapToInt(TwinTask::runs).sum()).isEqualTo(plan.runs().size());
    assertThat(tasks.stream().flatMap(task -> task.perturbed().stream())).doesNotHaveDuplicates();
    assertThat(tasks).filteredOn(TwinTask::missing).hasSize(3);
    assertThat(tasks).extracting(TwinTask::replicate).isSorted();
  }

  @Test
  void aCleanTwinThatTheLakeHasIsTrainedButNotWritten() {
    Set<String> present =
        plan.runs().stream()
            .filter(run -> run.spec().clean())
            .map(PlannedRun::runId)
            .collect(Collectors.toSet());

    assertThat(TwinTask.of(plan.missing(present)))
        .hasSize(9)
        .noneMatch(TwinTask::missing)
        .allMatch(task -> task.trainings() == task.runs() + 1);
  }

  @Test
  void aSampleOfEachWorkloadLosesNoRun() {
    Waves waves = new Waves(TwinTask.of(plan.runs()));

    List<TwinTask> samples = waves.samples(1);

    assertThat(samples).hasSize(1);
    assertThat(samples.get(0).runs()).isEqualTo(2);
    assertThat(waves.left().stream().mapToInt(TwinTask::runs).sum())
        .isEqualTo(plan.runs().size() - 2);
  }

  /** Those of one workload stand together, so that all cores train the same one. */
  @Test
  void eachCoreHasASampleOfEachWorkload() {
    List<TwinTask> tasks =
        Stream.of("a", "b", "a", "b", "a")
            .map(workload -> new TwinTask(workload, 0, workload, true, List.of("1", "2", "3")))
            .toList();
    Waves waves = new Waves(tasks);

    List<TwinTask> samples = waves.samples(2);

    assertThat(samples).extracting(TwinTask::workload).containsExactly("a", "a", "b", "b");
    assertThat(samples).allMatch(task -> task.runs() == 2);
    assertThat(waves.left().stream().mapToInt(TwinTask::runs).sum()).isEqualTo(5 * 4 - 4 * 2);
  }
}
