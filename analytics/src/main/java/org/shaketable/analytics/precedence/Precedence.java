package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
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
import org.shaketable.analytics.stats.detection.StackedScore;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.Role;
import scala.Tuple2;

/**
 * The pairs of runs that say whether scores come before collapses, of every workload: at each
 * evaluation after the onset, one run of a condition that collapses within the horizon and one that
 * does not, both of them standing still.
 */
public final class Precedence {
  /** Number of the bin that holds all landmarks. */
  static final int ALL = -1;

  /**
   * All pairs of one workload.
   *
   * @param byLandmark those of as many landmarks as the horizon has evaluations, by their number
   */
  public record Found(Question question, PairSums all, Map<Integer, PairSums> byLandmark) {}

  private record Bin(WorkloadKey workload, int bin) implements Serializable {}

  /** The sums of one condition. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(Condition condition, StackedScore[] sums) implements Serializable {}

  private final Map<WorkloadKey, Question> questions;
  private final int seeds;

  private Precedence(Map<WorkloadKey, Question> questions, int seeds) {
    this.questions = questions;
    this.seeds = seeds;
  }

  /**
   * The pairs of every workload.
   *
   * @param outcomes the outcomes of the runs that had learned, by run_id
   */
  public static Map<WorkloadKey, Found> of(
      JavaRDD<PackedRun> packed,
      TrajectoryColumns columns,
      Broadcast<Map<ConfigurationKey, ControlGroup>> groups,
      Map<ConfigurationKey, Thresholds> thresholds,
      Map<String, RunEnd> outcomes) {
    int seeds = outcomes.values().stream().mapToInt(RunEnd::replicate).max().orElse(-1) + 1;
    var context = JavaSparkContext.fromSparkContext(packed.context());
    Broadcast<Map<String, RunEnd>> known = context.broadcast(outcomes);
    Broadcast<Map<ConfigurationKey, Thresholds>> detectors = context.broadcast(thresholds);
    Map<WorkloadKey, Question> questions = questions(groups.value(), thresholds);
    JavaPairRDD<Condition, List<ScoredRun>> conditions =
        packed
            .filter(run -> run.facts().role() == Role.PERTURBED && run.hasTrajectory())
            .filter(run -> run.facts().onsetStep() != null && groups.value().containsKey(run.key()))
            .filter(run -> known.value().containsKey(run.runId()))
            .map(
                run ->
                    new Scores(columns, questions.get(WorkloadKey.of(run.key())))
                        .of(
                            run,
                            known.value().get(run.runId()),
                            groups.value().get(run.key()),
                            detectors.value().get(run.key()).byDetector().keySet()))
            .groupBy(ScoredRun::condition)
            .mapToPair(
                runs ->
                    new Tuple2<>(
                        runs._1(),
                        new Scores(columns, questions.get(key(runs._1()))).condition(runs._2())))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new Precedence(questions, seeds).of(conditions, context);
    } finally {
      conditions.unpersist(false);
      known.destroy();
      detectors.destroy();
    }
  }

  private static WorkloadKey key(Condition condition) {
    return WorkloadKey.of(condition.configuration());
  }

  private static Map<WorkloadKey, Question> questions(
      Map<ConfigurationKey, ControlGroup> groups, Map<ConfigurationKey, Thresholds> thresholds) {
    Map<WorkloadKey, Set<String>> names = new HashMap<>();
    Map<WorkloadKey, Integer> horizons = new HashMap<>();
    new TreeMap<>(groups)
        .forEach(
            (key, group) -> {
              WorkloadKey workload = WorkloadKey.of(key);
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

  private Map<WorkloadKey, Found> of(
      JavaPairRDD<Condition, List<ScoredRun>> conditions, JavaSparkContext context) {
    Broadcast<Map<WorkloadKey, Weights>> weights = context.broadcast(weights(conditions));
    Map<WorkloadKey, Question> asked = questions;
    int count = seeds;
    List<Tuple2<Bin, PairSums>> sums =
        conditions
            .flatMapToPair(
                condition -> {
                  WorkloadKey workload = key(condition._1());
                  return sums(
                          condition._2(),
                          workload,
                          asked.get(workload),
                          weights.value().get(workload),
                          count)
                      .iterator();
                })
            .reduceByKey(PairSums::plus)
            .collect();
    weights.destroy();
    Map<WorkloadKey, Map<Integer, PairSums>> byWorkload = new TreeMap<>();
    sums.forEach(
        found ->
            byWorkload
                .computeIfAbsent(found._1().workload(), key -> new TreeMap<>())
                .put(found._1().bin(), found._2()));
    Map<WorkloadKey, Found> results = new TreeMap<>();
    byWorkload.forEach(
        (workload, bins) -> {
          PairSums all = bins.remove(ALL);
          results.put(workload, new Found(questions.get(workload), all, bins));
        });
    return results;
  }

  private Map<WorkloadKey, Weights> weights(JavaPairRDD<Condition, List<ScoredRun>> conditions) {
    Map<WorkloadKey, Question> asked = questions;
    return new HashMap<>(
        conditions
            .mapToPair(
                condition -> {
                  Question question = asked.get(key(condition._1()));
                  List<Stratum> strata = Stratum.of(condition._2(), question.horizon());
                  return new Tuple2<>(
                      key(condition._1()),
                      new Part(condition._1(), Weights.sums(strata, question.width())));
                })
            .groupByKey()
            .mapToPair(
                parts ->
                    new Tuple2<>(
                        parts._1(), Weights.of(total(parts._2()), asked.get(parts._1()).width())))
            .collectAsMap());
  }

  /** Sums in the order of the conditions, so that they do not round by how they were sent. */
  private static StackedScore[] total(Iterable<Part> parts) {
    return StreamSupport.stream(parts.spliterator(), false)
        .sorted(Comparator.comparing(Part::condition))
        .map(Part::sums)
        .reduce(Weights::plus)
        .orElseThrow();
  }

  private static List<Tuple2<Bin, PairSums>> sums(
      List<ScoredRun> runs, WorkloadKey workload, Question question, Weights weights, int seeds) {
    List<Stratum> strata = Stratum.of(runs, question.horizon());
    if (strata.isEmpty()) {
      return List.of();
    }
    Map<Integer, List<Stratum>> bins =
        strata.stream()
            .collect(Collectors.groupingBy(stratum -> stratum.landmark() / question.horizon()));
    bins.put(ALL, strata);
    List<Tuple2<Bin, PairSums>> sums = new ArrayList<>();
    bins.forEach(
        (bin, members) ->
            sums.add(
                new Tuple2<>(
                    new Bin(workload, bin),
                    PairSums.of(members, weights, question.detectors().size(), seeds))));
    return sums;
  }
}
