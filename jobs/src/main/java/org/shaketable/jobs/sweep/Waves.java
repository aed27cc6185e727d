package org.shaketable.jobs.sweep;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts the tasks of a sweep into waves of about equal duration: long enough that committing costs
 * little, short enough that results come in steadily.
 */
final class Waves {
  private static final double WAVE_SECONDS = 20;

  private final Deque<TwinTask> left;
  private final int cores;

  /** Measured over estimated time of the last wave. */
  private double pace = 1;

  Waves(List<TwinTask> tasks, int cores) {
    this.left = new ArrayDeque<>(tasks);
    this.cores = cores;
  }

  boolean isEmpty() {
    return left.isEmpty();
  }

  List<TwinTask> left() {
    return List.copyOf(left);
  }

  /** The first task of each workload, cut down to one pair: what an estimate can rest on. */
  List<TwinTask> samples() {
    List<TwinTask> samples = new ArrayList<>();
    List<TwinTask> rest = new ArrayList<>();
    Set<String> workloads = new HashSet<>();
    for (TwinTask task : left) {
      if (workloads.add(task.workload())) {
        List<TwinTask> parts = task.split(1);
        samples.add(parts.get(0));
        // What is left of the task trains the clean twin again: a small price.
        parts.subList(1, parts.size()).stream().reduce(TwinTask::plus).ifPresent(rest::add);
      } else {
        rest.add(task);
      }
    }
    left.clear();
    left.addAll(rest);
    return samples;
  }

  /** The tasks of the next wave, the longest first so that all cores end together. */
  List<TwinTask> next(Estimate estimate) {
    List<TwinTask> wave = new ArrayList<>();
    double seconds = 0;
    while (!left.isEmpty() && (wave.size() < cores || seconds < WAVE_SECONDS * cores)) {
      TwinTask task = left.removeFirst();
      seconds += pace * estimate.ofTask(task);
      wave.add(task);
    }
    wave.sort(Comparator.comparingDouble(estimate::ofTask).reversed());
    return wave;
  }

  /** Learns from a wave how far estimates are off. */
  void took(List<TwinTask> wave, Estimate estimate, double seconds) {
    double estimated = wave.stream().mapToDouble(estimate::ofTask).sum() / cores;
    pace = estimated > 0 ? seconds / estimated : 1;
  }
}
