package org.shaketable.jobs.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The tasks of a wave, put together so that each of Spark's tasks has enough to do: one costs some
 * 50 ms to schedule, to send and to write a file for, however short its trainings are.
 *
 * <p>Guided self-scheduling (Polychronopoulos and Kuck, doi:10.1109/TC.1987.5009495): each bundle
 * takes a fixed share of the time that is left, so that the last ones are short and all cores end
 * together.
 */
final class Bundles {
  private static final double MOST_SECONDS = 4;
  private static final double LEAST_SECONDS = 0.5;
  private static final double SHARE = 0.5;

  private Bundles() {}

  /** Bundles of tasks, the longest first. */
  static List<List<TwinTask>> of(
      List<TwinTask> tasks, TimeEstimate estimate, double pace, int cores) {
    List<TwinTask> longestFirst = new ArrayList<>(tasks);
    longestFirst.sort(Comparator.comparingDouble(estimate::ofTask).reversed());
    double left = pace * tasks.stream().mapToDouble(estimate::ofTask).sum();
    List<List<TwinTask>> bundles = new ArrayList<>();
    List<TwinTask> bundle = new ArrayList<>();
    double seconds = 0;
    for (TwinTask task : longestFirst) {
      bundle.add(task);
      seconds += pace * estimate.ofTask(task);
      if (seconds >= enough(left, cores)) {
        bundles.add(bundle);
        left -= seconds;
        bundle = new ArrayList<>();
        seconds = 0;
      }
    }
    if (!bundle.isEmpty()) {
      bundles.add(bundle);
    }
    return bundles;
  }

  /** The same tasks in so many bundles, at most, of about as many tasks. */
  static List<List<TwinTask>> even(List<List<TwinTask>> bundles, int most) {
    List<TwinTask> tasks = bundles.stream().flatMap(List::stream).toList();
    int count = Math.max(1, Math.min(most, tasks.size()));
    List<List<TwinTask>> even = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) tasks.size() * i / count);
      int to = (int) ((long) tasks.size() * (i + 1) / count);
      // A copy: a part of a list cannot be serialised.
      even.add(new ArrayList<>(tasks.subList(from, to)));
    }
    return even;
  }

  private static double enough(double left, int cores) {
    return Math.max(LEAST_SECONDS, Math.min(MOST_SECONDS, SHARE * left / cores));
  }
}
