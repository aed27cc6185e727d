package org.shaketable.analytics.precedence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.shaketable.analytics.packing.SideBySide;
import org.shaketable.analytics.table.Condition;

/**
 * The pairs of runs that say whether scores come before collapses, of every workload: at each
 * evaluation after the onset, one run of a condition that collapses within the horizon and one that
 * does not, both of them standing still.
 */
public final class Precedence {
  /**
   * All pairs of one workload.
   *
   * @param byLandmark those of as many landmarks as the horizon has evaluations, by their number
   */
  public record Found(Question question, PairSums all, Map<Integer, PairSums> byLandmark) {}

  private Precedence() {}

  /** The pairs of every workload. */
  public static Map<WorkloadKey, Found> of(Watch watch) {
    Map<WorkloadKey, Question> questions = watch.questions();
    return found(
        questions,
        new OrderedPairs(questions, watch.seeds())
            .of(
                watch.placed(),
                stratum ->
                    String.valueOf(
                        stratum.landmark() / questions.get(stratum.workload()).horizon())));
  }

  /**
   * The pairs of every workload that has the meta-state, by this alone, were collapses otherwise
   * defined. Several definitions at a time: most of one's time is waiting for what is sent.
   *
   * @param collapses evaluations at which each run collapses, one by each definition
   * @return one entry per definition
   */
  public static List<Map<WorkloadKey, Found>> otherwise(
      Watch watch, Map<String, int[]> collapses, int definitions) {
    Map<WorkloadKey, Question> alone = new HashMap<>();
    watch
        .questions()
        .forEach(
            (workload, question) -> {
              if (question.detectors().contains(Watch.ALONE)) {
                alone.put(workload, new Question(List.of(Watch.ALONE), question.horizon()));
              }
            });
    JavaPairRDD<Condition, List<ScoredRun>> conditions = inFewTasks(watch.alone());
    OrderedPairs pairs = new OrderedPairs(alone, watch.seeds());
    Broadcast<Map<String, int[]>> known =
        JavaSparkContext.fromSparkContext(conditions.context()).broadcast(collapses);
    try {
      return SideBySide.of(
          IntStream.range(0, definitions)
              .<Supplier<Map<WorkloadKey, Found>>>mapToObj(
                  definition ->
                      () ->
                          found(
                              alone,
                              pairs.of(collapsing(conditions, known, definition), stratum -> null)))
              .toList());
    } finally {
      known.destroy();
    }
  }

  /** A task for each processor: one column of each run takes less time than sending a task does. */
  private static JavaPairRDD<Condition, List<ScoredRun>> inFewTasks(
      JavaPairRDD<Condition, List<ScoredRun>> conditions) {
    return conditions.coalesce(
        Math.min(conditions.getNumPartitions(), conditions.context().defaultParallelism()));
  }

  /** The same runs, had they collapsed by one of the definitions. */
  private static JavaPairRDD<Condition, List<ScoredRun>> collapsing(
      JavaPairRDD<Condition, List<ScoredRun>> conditions,
      Broadcast<Map<String, int[]>> known,
      int definition) {
    return conditions.mapValues(
        runs ->
            runs.stream()
                .map(run -> run.collapsing(known.value().get(run.runId())[definition]))
                .toList());
  }

  private static Map<WorkloadKey, Found> found(
      Map<WorkloadKey, Question> questions, Map<WorkloadKey, OrderedPairs.Gathered> gathered) {
    Map<WorkloadKey, Found> found = new TreeMap<>();
    gathered.forEach(
        (workload, pairs) -> {
          Map<Integer, PairSums> byLandmark = new TreeMap<>();
          pairs.byBin().forEach((bin, sums) -> byLandmark.put(Integer.valueOf(bin), sums));
          found.put(workload, new Found(questions.get(workload), pairs.all(), byLandmark));
        });
    return found;
  }
}
