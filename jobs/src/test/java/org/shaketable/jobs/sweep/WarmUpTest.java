package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final int CORES = 2;

  /** Tasks of five trainings each, of two workloads in turn. */
  private static List<TwinTask> tasks(int number) {
    return IntStream.range(0, number)
        .mapToObj(
            i ->
                new TwinTask(
                    i % 2 == 0 ? "a" : "b", i, "twin " + i, true, List.of("1", "2", "3", "4")))
        .toList();
  }

  private static TimeEstimate each(double seconds) {
    return new TimeEstimate(Map.of("a", seconds, "b", seconds), 10);
  }

  /** What settles when rounds take these times, and how many of them were asked for. */
  private static TimeEstimate settled(Waves waves, double cold, List<Double> rounds) {
    var next = rounds.iterator();
    return WarmUp.settled(each(cold), waves, CORES, tasks -> each(next.next()));
  }

  @Test
  void roundsGoOnUntilTheTimeFallsNoMore() {
    Waves waves = new Waves(tasks(100));

    TimeEstimate estimate = settled(waves, 2, List.of(0.5, 0.2, 0.19, 0.01));

    assertThat(estimate).isEqualTo(each(0.19));
    assertThat(waves.left()).hasSize(100 - 3 * 2 * CORES);
  }

  @Test
  void allCoresTrainEachWorkloadTheLongestFirst() {
    Waves waves = new Waves(tasks(100));
    List<TwinTask> trained = new ArrayList<>();
    TimeEstimate told = new TimeEstimate(Map.of("a", 1.0, "b", 3.0), 10);

    WarmUp.settled(
        told,
        waves,
        CORES,
        tasks -> {
          trained.addAll(tasks);
          return told;
        });

    assertThat(trained).extracting(TwinTask::workload).containsExactly("b", "b", "a", "a");
    assertThat(waves.left()).doesNotContainAnyElementsOf(trained).hasSize(96);
  }

  @Test
  void shortSweepsAndLongRunsNeedNone() {
    Waves few = new Waves(tasks(4));
    assertThat(settled(few, 0.5, List.of())).isEqualTo(each(0.5));
    assertThat(few.left()).hasSize(4);

    Waves slow = new Waves(tasks(100));
    assertThat(settled(slow, 60, List.of())).isEqualTo(each(60));
    assertThat(slow.left()).hasSize(100);
  }
}
