package org.shaketable.analytics.precedence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.shaketable.analytics.detection.Detector;
import org.shaketable.analytics.detection.Thresholds;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.Role;
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

  /** The runs of a sweep that are compared, and by what. */
  public record Subjects(
      JavaRDD<PackedRun> packed,
      TrajectoryColumns columns,
      Broadcast<Map<ControlKey, ControlGroup>> groups,
      Map<ControlKey, Thresholds> thresholds) {

    /** The same runs by one detector alone. */
    Subjects only(String detector) {
      Map<ControlKey, Thresholds> one = new HashMap<>();
      thresholds.forEach((key, all) -> one.put(key, all.only(detector)));
      return new Subjects(packed, columns, groups, one);
    }
  }

  /**
   * The pairs of every workload.
   *
   * @param outcomes the outcomes of the runs that had learned, by run_id
   */
  public static Map<WorkloadKey, Found> of(Subjects subjects, Map<String, RunEnd> outcomes) {
    return scored(
        subjects,
        outcomes,
        (conditions, questions) ->
            found(
                conditions,
                questions,
                seeds(outcomes),
                stratum ->
                    String.valueOf(
                        stratum.landmark() / questions.get(stratum.workload()).horizon())));
  }

  /**
   * The pairs of every workload by one detector, were collapses otherwise defined.
   *
   * @param outcomes the outcomes of the runs that had learned, by run_id
   * @param collapses evaluations at which each of them collapses, one by each definition
   * @return one entry per definition
   */
  public static List<Map<WorkloadKey, Found>> otherwise(
      Subjects subjects,
      String detector,
      Map<String, RunEnd> outcomes,
      Map<String, int[]> collapses,
      int definitions) {
    Broadcast<Map<String, int[]>> known =
        JavaSparkContext.fromSparkContext(subjects.packed().context()).broadcast(collapses);
    try {
      return scored(
          subjects.only(detector),
          outcomes,
          (conditions, questions) ->
              IntStream.range(0, definitions)
                  .mapToObj(
                      definition ->
                          found(
                              conditions.mapValues(
                                  runs ->
                                      runs.stream()
                                          .map(
                                              run ->
                                                  run.collapsing(
                                                      known.value().get(run.runId())[definition]))
                                          .toList()),
                              questions,
                              seeds(outcomes),
                              stratum -> null))
                  .toList());
    } finally {
      known.destroy();
    }
  }

  private static int seeds(Map<String, RunEnd> outcomes) {
    return outcomes.values().stream().mapToInt(RunEnd::replicate).max().orElse(-1) + 1;
  }

  /** What is found among the scored runs of each condition, which are kept meanwhile. */
  private static <T> T scored(
      Subjects subjects,
      Map<String, RunEnd> outcomes,
      BiFunction<JavaPairRDD<Condition, List<ScoredRun>>, Map<WorkloadKey, Question>, T> found) {
    var context = JavaSparkContext.fromSparkContext(subjects.packed().context());
    Broadcast<Map<String, RunEnd>> known = context.broadcast(outcomes);
    Broadcast<Map<ControlKey, Thresholds>> detectors = context.broadcast(subjects.thresholds());
    Broadcast<Map<ControlKey, ControlGroup>> groups = subjects.groups();
    TrajectoryColumns columns = subjects.columns();
    Map<WorkloadKey, Question> questions = questions(groups.value(), subjects.thresholds());
    JavaPairRDD<Condition, List<ScoredRun>> conditions =
        followed(subjects.packed(), groups, known)
            .map(
                run ->
                    new Scores(columns, questions.get(WorkloadKey.of(run.key())))
                        .of(
                            run,
                            known.value().get(run.runId()),
                            groups.value().get(run.control()),
                            detectors.value().get(run.control()).byDetector().keySet()))
            .groupBy(ScoredRun::condition)
            .mapToPair(
                runs ->
                    new Tuple2<>(
                        runs._1(),
                        new Scores(columns, questions.get(key(runs._1()))).condition(runs._2())))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return found.apply(conditions, questions);
    } finally {
      conditions.unpersist(false);
      known.destroy();
      detectors.destroy();
    }
  }

  private static Map<WorkloadKey, Found> found(
      JavaPairRDD<Condition, List<ScoredRun>> conditions,
      Map<WorkloadKey, Question> questions,
      int seeds,
      OrderedPairs.Bins bins) {
    return found(new OrderedPairs(questions, seeds).of(conditions, bins), questions);
  }

  /**
   * The disturbed runs of which it is known what became of them, and that have clean ones beside
   * them.
   */
  public static JavaRDD<PackedRun> followed(
      JavaRDD<PackedRun> packed,
      Broadcast<Map<ControlKey, ControlGroup>> groups,
      Broadcast<Map<String, RunEnd>> outcomes) {
    return packed
        .filter(run -> run.facts().role() == Role.PERTURBED && run.hasTrajectory())
        .filter(run -> run.facts().onsetStep() != null && groups.value().containsKey(run.control()))
        .filter(run -> outcomes.value().containsKey(run.runId()));
  }

  private static WorkloadKey key(Condition condition) {
    return WorkloadKey.of(condition.configuration());
  }

  private static Map<WorkloadKey, Question> questions(
      Map<ControlKey, ControlGroup> groups, Map<ControlKey, Thresholds> thresholds) {
    Map<WorkloadKey, Set<String>> names = new HashMap<>();
    Map<WorkloadKey, Integer> horizons = new HashMap<>();
    new TreeMap<>(groups)
        .forEach(
            (key, group) -> {
              WorkloadKey workload = WorkloadKey.of(key.configuration());
              thresholds.get(key).byDetector().keySet().stream()
                  .map(Detector::name)
                  .forEach(names.computeIfAbsent(workload, none -> new LinkedHashSet<>())::add);
              horizons.put(workload, Question.horizon(group.workload().evaluations()));
            });
    Map<WorkloadKey, Question> questions = new HashMap<>();
    names.forEach(
        (workload, detectors) -> {
          List<String> all = new ArrayList<>(detectors);
          all.add(Question.SHUFFLED);
          questions.put(workload, new Question(all, horizons.get(workload)));
        });
    return questions;
  }

  private static Map<WorkloadKey, Found> found(
      Map<WorkloadKey, OrderedPairs.Gathered> gathered, Map<WorkloadKey, Question> questions) {
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
