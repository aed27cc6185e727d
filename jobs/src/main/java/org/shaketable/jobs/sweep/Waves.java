package org.shaketable.jobs.sweep;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cuts the tasks of a sweep into waves: short ones first, from which it learns how long trainings
 * take, then long ones, for which committing costs little. What a wave has finished outlives its
 * process in any case, see {@link Staging}.
 */
final class Waves {
  private static final double SHORTEST_SECONDS = 10;
  private static final double LONGEST_SECONDS = 120;
  private static final double GROWTH = 2;

  /** Of each workload: each costs one training of a clean twin. */
  private static final int MOST_SAMPLES = 8;

  private final Deque<TwinTask> left;

  /** Measured over estimated time of the last wave. */
  private double pace = 1;

  private double waveSeconds = SHORTEST_SECONDS;

  Waves(List<TwinTask> tasks) {
    this.left = new ArrayDeque<>(tasks);
  }

  boolean isEmpty() {
    return left.isEmpty();
  }

  List<TwinTask> left() {
    return List.copyOf(left);
  }

  /**
   * The first tasks of each workload, one for each of a few cores, cut down to one pair: what an
   * estimate can rest on. With fewer of them a core would wait for the workload that takes longest.
   */
  List<TwinTask> samples(int cores) {
    Map<String, List<TwinTask>> samples = new LinkedHashMap<>();
    List<TwinTask> rest = new ArrayList<>();
    for (TwinTask task : left) {
      List<TwinTask> ofWorkload =
          samples.computeIfAbsent(task.workload(), workload -> new ArrayList<>());
      if (ofWorkload.size() < Math.min(cores, MOST_SAMPLES)) {
        List<TwinTask> parts = task.split(1);
        ofWorkload.add(parts.get(0));
        // What is left of the task trains the clean twin again: a small price.
        parts.subList(1, parts.size()).stream().reduce(TwinTask::plus).ifPresent(rest::add);
      } else {
        rest.add(task);
      }
    }
    left.clear();
    left.addAll(rest);
    return samples.values().stream().flatMap(List::stream).toList();
  }

  /**
   * The next tasks of each workload that is left, one for each core, so that all cores train the
   * one that takes longest; the longest first.
   */
  List<TwinTask> firsts(TimeEstimate estimate, int cores) {
    return left.stream().collect(Collectors.groupingBy(TwinTask::workload)).values().stream()
        .flatMap(tasks -> tasks.stream().limit(cores))
        .sorted(
            Comparator.comparingDouble(estimate::ofTask)
                .reversed()
                .thenComparing(TwinTask::workload))
        .toList();
  }

  /** Takes these tasks from those that are left. */
  void take(List<TwinTask> tasks) {
    left.removeAll(Set.copyOf(tasks));
  }

  /** The next wave's tasks, in bundles for Spark. */
  List<List<TwinTask>> next(TimeEstimate estimate, int cores) {
    List<TwinTask> wave = new ArrayList<>();
    double seconds = 0;
    while (!left.isEmpty() && (wave.size() < cores || seconds < waveSeconds * cores)) {
      TwinTask task = left.removeFirst();
      seconds += pace * estimate.ofTask(task);
      wave.add(task);
    }
    waveSeconds = Math.min(LONGEST_SECONDS, GROWTH * waveSeconds);
    return Bundles.of(wave, estimate, pace, cores);
  }

  /** Learns from a wave how far estimates are off. */
  void took(List<List<TwinTask>> wave, TimeEstimate estimate, int cores, double seconds) {
    double estimated =
        wave.stream().flatMap(List::stream).mapToDouble(estimate::ofTask).sum() / cores;
    pace = estimated > 0 ? seconds / estimated : 1;
  }
}
