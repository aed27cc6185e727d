package org.shaketable.jobs.sweep;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * What of a plan is still to be trained.
 *
 * @param runs the runs that are not there
 * @param trainings the trainings by workload: those runs, and the clean twins that are trained
 *     beside them
 */
public record ToTrain(long runs, Map<String, Long> trainings) {
  public ToTrain {
    trainings = Map.copyOf(trainings);
  }

  /** A clean twin with how many runs beside it are to be trained. */
  private record TwinKey(String workload, String runId) {}

  /**
   * What is missing of runs; of each clean twin a number is kept.
   *
   * @param present ids of those that are there
   * @param seen told how many runs were looked at, after each
   */
  public static ToTrain of(Stream<PlannedRun> runs, Set<String> present, LongConsumer seen) {
    Map<TwinKey, Integer> beside = new HashMap<>();
    long missing = 0;
    long count = 0;
    for (Iterator<PlannedRun> all = runs.iterator(); all.hasNext(); ) {
      PlannedRun run = all.next();
      if (!present.contains(run.runId())) {
        missing++;
        TwinKey twin = new TwinKey(run.spec().workload().name(), run.twinRunId());
        beside.merge(twin, run.spec().clean() ? 0 : 1, Integer::sum);
      }
      seen.accept(++count);
    }
    Map<String, Long> trainings = new HashMap<>();
    beside.forEach(
        (twin, number) -> trainings.merge(twin.workload(), trainings(number), Long::sum));
    return new ToTrain(missing, trainings);
  }

  /** Each task trains the clean twin anew. */
  private static long trainings(int beside) {
    int tasks = Math.max(1, (beside + TwinTask.MOST_PERTURBED - 1) / TwinTask.MOST_PERTURBED);
    return (long) beside + tasks;
  }

  /** Seconds that it takes on so many cores; empty where a workload was never measured. */
  public OptionalDouble seconds(TimeEstimate estimate, int cores) {
    if (!estimate.seconds().keySet().containsAll(trainings.keySet())) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (Map.Entry<String, Long> entry : trainings.entrySet()) {
      sum += entry.getValue() * estimate.seconds().get(entry.getKey());
    }
    return OptionalDouble.of(sum / cores);
  }
}
