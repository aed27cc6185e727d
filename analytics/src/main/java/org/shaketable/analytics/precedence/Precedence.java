package org.shaketable.analytics.precedence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.shaketable.analytics.table.Condition;
import scala.Tuple2;

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
        watch.followed(),
        questions,
        watch.seeds(),
        stratum ->
            String.valueOf(stratum.landmark() / questions.get(stratum.workload()).horizon()));
  }

  /**
   * The pairs of every workload that has a detector, by this one alone, were collapses otherwise
   * defined.
   *
   * @param collapses evaluations at which each run collapses, one by each definition
   * @return one entry per definition
   */
  public static List<Map<WorkloadKey, Found>> otherwise(
      Watch watch, String detector, Map<String, int[]> collapses, int definitions) {
    Map<WorkloadKey, Question> questions = watch.questions();
    Map<WorkloadKey, Question> alone = new HashMap<>();
    questions.forEach(
        (workload, question) -> {
          if (question.detectors().contains(detector)) {
            alone.put(workload, new Question(List.of(detector), question.horizon()));
          }
        });
    Broadcast<Map<String, int[]>> known =
        JavaSparkContext.fromSparkContext(watch.followed().context()).broadcast(collapses);
    JavaPairRDD<Condition, List<ScoredRun>> conditions =
        watch
            .followed()
            .filter(runs -> alone.containsKey(key(runs._1())))
            .mapToPair(
                runs ->
                    new Tuple2<>(
                        runs._1(),
                        new Scores(questions.get(key(runs._1()))).only(detector, runs._2())))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return IntStream.range(0, definitions)
          .mapToObj(
              definition ->
                  found(
                      collapsing(conditions, known, definition),
                      alone,
                      watch.seeds(),
                      stratum -> null))
          .toList();
    } finally {
      conditions.unpersist(false);
      known.destroy();
    }
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

  private static WorkloadKey key(Condition condition) {
    return WorkloadKey.of(condition.configuration());
  }

  private static Map<WorkloadKey, Found> found(
      JavaPairRDD<Condition, List<ScoredRun>> conditions,
      Map<WorkloadKey, Question> questions,
      int seeds,
      OrderedPairs.Bins bins) {
    Map<WorkloadKey, Found> found = new TreeMap<>();
    new OrderedPairs(questions, seeds)
        .of(conditions, bins)
        .forEach(
            (workload, pairs) -> {
              Map<Integer, PairSums> byLandmark = new TreeMap<>();
              pairs.byBin().forEach((bin, sums) -> byLandmark.put(Integer.valueOf(bin), sums));
              found.put(workload, new Found(questions.get(workload), pairs.all(), byLandmark));
            });
    return found;
  }
}
