package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BundlesTest {
  private static final TimeEstimate ESTIMATE =
      new TimeEstimate(Map.of("short", 0.01, "long", 30.0), 1);

  private static List<TwinTask> tasks(String workload, int number) {
    return IntStream.range(0, number)
        .mapToObj(replicate -> new TwinTask(workload, replicate, "{}", true, List.of()))
        .toList();
  }

  private static double seconds(List<TwinTask> bundle) {
    return bundle.stream().mapToDouble(ESTIMATE::ofTask).sum();
  }

  @Test
  void shortTasksAreTogetherAndTheLastBundlesAreShort() {
    List<TwinTask> tasks = tasks("short", 10_000);

    List<List<TwinTask>> bundles = Bundles.of(tasks, ESTIMATE, 1, 2);

    assertThat(bundles.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(tasks);
    assertThat(seconds(bundles.get(0))).isBetween(4.0, 4.02);
    assertThat(bundles).extracting(BundlesTest::seconds).allMatch(seconds -> seconds < 4.02);
    assertThat(seconds(bundles.get(bundles.size() - 1))).isLessThan(0.52);
    assertThat(bundles).hasSizeLessThan(60);
  }

  @Test
  void longTasksAreAloneAndFirst() {
    List<TwinTask> tasks = new ArrayList<>(tasks("short", 100));
    tasks.addAll(tasks("long", 3));

    List<List<TwinTask>> bundles = Bundles.of(tasks, ESTIMATE, 1, 2);

    assertThat(bundles.subList(0, 3))
        .allSatisfy(
            bundle -> assertThat(bundle).extracting(TwinTask::workload).containsExactly("long"));
    assertThat(bundles.stream().mapToInt(List::size).sum()).isEqualTo(103);
  }

  @Test
  void aSlowerPaceMakesSmallerBundles() {
    List<TwinTask> tasks = tasks("short", 10_000);

    assertThat(Bundles.of(tasks, ESTIMATE, 2, 2).get(0)).hasSizeBetween(199, 201);
    assertThat(Bundles.of(tasks, ESTIMATE, 1, 2).get(0)).hasSizeBetween(399, 401);
  }
}
