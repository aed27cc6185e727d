package org.shaketable.analytics.learning;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.shaketable.analytics.detection.FeatureWindows;
import org.shaketable.analytics.detection.Learned;
import org.shaketable.analytics.detection.LearnedModels;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.precedence.RunEnd;
import org.shaketable.analytics.precedence.ScoredRun;
import org.shaketable.analytics.precedence.Stratum;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ControlKey;
import scala.Tuple2;

/**
 * What scores of a sweep are learned from: the pasts of its disturbed runs at some landmarks, small
 * enough to be kept, and what the families of each workload teach.
 */
public final class Schooling implements AutoCloseable {
  /** Rows that the forests of a workload grow from, about. */
  private static final long ROWS = 20_000;

  private record Subjects(WorkloadKey workload, String family) implements Serializable {}

  /** What one condition teaches, in so many rows. */
  private record Taught(Condition condition, Lessons lessons, long rows) implements Serializable {}

  /** Some examples of one condition. */
  private record Drawn(Condition condition, List<Example> examples) implements Serializable {}

  private final JavaPairRDD<Condition, List<ScoredRun>> conditions;
  private final Broadcast<Map<String, RunEnd>> outcomes;
  private final Broadcast<Map<WorkloadKey, LearnedWorkload>> workloads;
  private final Map<WorkloadKey, LinearFit> fits = new TreeMap<>();
  private final Map<WorkloadKey, Long> rows = new HashMap<>();
  private final int seeds;

  /**
   * What can be learned from a sweep.
   *
   * @param ends the outcomes of the runs that had learned, by run_id
   */
  public Schooling(
      JavaRDD<PackedRun> packed,
      Broadcast<Map<ControlKey, ControlGroup>> groups,
      Map<String, RunEnd> ends) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(packed.context());
    outcomes = context.broadcast(ends);
    workloads = context.broadcast(LearnedWorkload.of(groups.value()));
    seeds = ends.values().stream().mapToInt(RunEnd::replicate).max().orElse(-1) + 1;
    conditions =
        Pasts.of(packed, groups, outcomes, workloads).persist(StorageLevel.MEMORY_AND_DISK());
    Map<WorkloadKey, Map<String, Lessons>> lessons = new TreeMap<>();
    for (Tuple2<Subjects, Taught> family : lessons()) {
      WorkloadKey workload = family._1().workload();
      rows.merge(workload, family._2().rows(), Long::sum);
      lessons
          .computeIfAbsent(workload, none -> new TreeMap<>())
          .put(family._1().family(), family._2().lessons());
    }
    lessons.forEach(
        (workload, byFamily) ->
            fits.put(
                workload, new LinearFit(workloads.value().get(workload).features(), byFamily)));
  }

  /** What each family teaches, for those that do. */
  private List<Tuple2<Subjects, Taught>> lessons() {
    Broadcast<Map<WorkloadKey, LearnedWorkload>> known = workloads;
    return conditions
        .flatMapToPair(condition -> taught(condition._2(), known.value()).iterator())
        .groupByKey()
        .mapValues(Schooling::total)
        .collect();
  }

  private static List<Tuple2<Subjects, Taught>> taught(
      List<ScoredRun> runs, Map<WorkloadKey, LearnedWorkload> workloads) {
    Condition condition = runs.get(0).condition();
    WorkloadKey workload = WorkloadKey.of(condition.configuration());
    List<Stratum> strata = Stratum.of(runs, workloads.get(workload).horizon());
    if (strata.isEmpty()) {
      return List.of();
    }
    int width = FeatureWindows.width(workloads.get(workload).features().size());
    return List.of(
        new Tuple2<>(
            new Subjects(workload, condition.family()),
            new Taught(
                condition,
                Lessons.of(strata, width),
                strata.stream().mapToLong(stratum -> stratum.runs().size()).sum())));
  }

  /** Sums in the order of the conditions, so that they do not round by how they were sent. */
  private static Taught total(Iterable<Taught> parts) {
    return StreamSupport.stream(parts.spliterator(), false)
        .sorted(Comparator.comparing(Taught::condition))
        .reduce(
            (left, right) ->
                new Taught(
                    left.condition(),
                    left.lessons().plus(right.lessons()),
                    left.rows() + right.rows()))
        .orElseThrow();
  }

  /** The scores that can be learned of each workload. */
  public Learned learned(SparkSession spark) {
    Map<String, List<LearnedModels>> learned = new TreeMap<>();
    Map<WorkloadKey, List<Example>> examples = null;
    for (Map.Entry<WorkloadKey, LinearFit> fit : fits.entrySet()) {
      LearnedModels linear = fit.getValue().models();
      if (linear.any()) {
        examples = examples == null ? examples() : examples;
        WorkloadKey workload = fit.getKey();
        LearnedModels forest =
            Forests.of(
                spark,
                workload.workload(),
                fit.getValue().features(),
                examples.getOrDefault(workload, List.of()));
        learned.put(workload.workload(), forest.any() ? List.of(linear, forest) : List.of(linear));
      }
    }
    return new Learned(learned);
  }

  /** Examples of each workload, in the order of its conditions; of many every so-manieth. */
  private Map<WorkloadKey, List<Example>> examples() {
    Broadcast<Map<WorkloadKey, LearnedWorkload>> known = workloads;
    Map<WorkloadKey, Long> counted = rows;
    Map<WorkloadKey, List<Example>> examples = new HashMap<>();
    conditions
        .map(
            condition -> {
              WorkloadKey workload = WorkloadKey.of(condition._1().configuration());
              List<Stratum> strata =
                  Stratum.of(condition._2(), known.value().get(workload).horizon());
              long every = 1 + counted.getOrDefault(workload, 0L) / ROWS;
              return new Drawn(condition._1(), Example.of(some(strata, every)));
            })
        .collect()
        .stream()
        .sorted(Comparator.comparing(Drawn::condition))
        .forEach(
            drawn ->
                examples
                    .computeIfAbsent(
                        WorkloadKey.of(drawn.condition().configuration()),
                        none -> new ArrayList<>())
                    .addAll(drawn.examples()));
    return examples;
  }

  private static List<Stratum> some(List<Stratum> strata, long every) {
    List<Stratum> some = new ArrayList<>();
    for (int i = 0; i < strata.size(); i++) {
      if (i % every == 0) {
        some.add(strata.get(i));
      }
    }
    return some;
  }

  /** The runs with what is visible and the windows as columns, by condition. */
  JavaPairRDD<Condition, List<ScoredRun>> conditions() {
    return conditions;
  }

  /** The workloads of the sweep. */
  Map<WorkloadKey, LearnedWorkload> workloads() {
    return workloads.value();
  }

  /** The linear fits of the workloads that have runs of both kinds. */
  Map<WorkloadKey, LinearFit> fits() {
    return fits;
  }

  /** More than the largest number of a seed. */
  int seeds() {
    return seeds;
  }

  /** Lets go of what is kept in memory. */
  @Override
  public void close() {
    conditions.unpersist(false);
    outcomes.destroy();
    workloads.destroy();
  }
}
