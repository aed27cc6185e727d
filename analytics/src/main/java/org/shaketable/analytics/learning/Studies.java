package org.shaketable.analytics.learning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.precedence.OrderedPairs;
import org.shaketable.analytics.precedence.PairSums;
import org.shaketable.analytics.precedence.Question;
import org.shaketable.analytics.precedence.ScoredRun;
import org.shaketable.analytics.precedence.Visible;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ControlKey;

/**
 * Judges what scores are worth elsewhere than where they come from, and without some of their
 * features: all of them on the same pairs of runs, at the same landmarks.
 */
public final class Studies {
  /**
   * The studies of one workload.
   *
   * @param studies in the order of the pairs' columns
   * @param byFamily the pairs of conditions of each family
   */
  public record Found(
      List<Study> studies, int horizon, PairSums all, Map<String, PairSums> byFamily) {}

  private Studies() {}

  /** The studies of the workloads that have runs of both kinds. */
  public static Map<WorkloadKey, Found> of(
      Schooling schooling, Map<ControlKey, ControlGroup> groups) {
    Map<WorkloadKey, List<Study>> studies = new HashMap<>();
    Map<WorkloadKey, Question> questions = new HashMap<>();
    schooling
        .fits()
        .forEach(
            (workload, fit) -> {
              List<Study> all =
                  Stream.of(
                          AblationStudies.of(workload, fit, groups),
                          TransferStudies.of(workload, schooling.fits(), groups))
                      .flatMap(List::stream)
                      .toList();
              studies.put(workload, all);
              questions.put(
                  workload,
                  new Question(
                      IntStream.range(0, all.size()).mapToObj(String::valueOf).toList(),
                      schooling.workloads().get(workload).horizon()));
            });
    return studies.isEmpty() ? Map.of() : found(schooling, studies, questions);
  }

  private static Map<WorkloadKey, Found> found(
      Schooling schooling,
      Map<WorkloadKey, List<Study>> studies,
      Map<WorkloadKey, Question> questions) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(schooling.conditions().context());
    Broadcast<Map<WorkloadKey, List<Study>>> scores = context.broadcast(studies);
    JavaPairRDD<Condition, List<ScoredRun>> conditions =
        schooling
            .conditions()
            .filter(runs -> scores.value().containsKey(key(runs._1())))
            .mapValues(
                runs ->
                    runs.stream()
                        .map(run -> scored(run, scores.value().get(key(run.condition()))))
                        .toList())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Map<WorkloadKey, Found> found = new TreeMap<>();
      new OrderedPairs(questions, schooling.seeds())
          .of(conditions, stratum -> stratum.condition().family())
          .forEach(
              (workload, pairs) ->
                  found.put(
                      workload,
                      new Found(
                          studies.get(workload),
                          questions.get(workload).horizon(),
                          pairs.all(),
                          pairs.byBin())));
      return found;
    } finally {
      conditions.unpersist(false);
      scores.destroy();
    }
  }

  private static WorkloadKey key(Condition condition) {
    return WorkloadKey.of(condition.configuration());
  }

  /** The run with what is visible and the studied scores as columns. */
  private static ScoredRun scored(ScoredRun run, List<Study> studies) {
    int landmarks = run.columns()[0].length;
    double[][] columns = Arrays.copyOf(run.columns(), Visible.WIDTH + studies.size());
    for (int s = 0; s < studies.size(); s++) {
      columns[Visible.WIDTH + s] = new double[landmarks];
    }
    for (int i = 0; i < landmarks; i++) {
      double[] windows = windows(run, i);
      for (int s = 0; s < studies.size(); s++) {
        columns[Visible.WIDTH + s][i] = studies.get(s).score().of(run, windows);
      }
    }
    return new ScoredRun(
        run.condition(), run.runId(), run.outcome(), run.onset(), run.rows(), run.at(), columns);
  }

  private static double[] windows(ScoredRun run, int index) {
    double[] windows = new double[run.columns().length - Visible.WIDTH];
    Arrays.setAll(windows, i -> run.columns()[Visible.WIDTH + i][index]);
    return windows;
  }
}
