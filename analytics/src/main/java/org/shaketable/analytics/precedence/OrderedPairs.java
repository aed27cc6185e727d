package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.shaketable.analytics.stats.detection.StackedScore;
import org.shaketable.analytics.table.Condition;
import scala.Tuple2;

/**
 * Gathers the pairs of scored runs by workload and by bins of their strata: first the weights of
 * what is visible, then the sums of all pairs.
 */
public final class OrderedPairs implements Serializable {
  private static final long serialVersionUID = 1;

  /** Which bin the pairs of a stratum belong to. */
  @FunctionalInterface
  public interface Bins extends Serializable {
    /** The name of the bin; null for none. */
    String of(Stratum stratum);
  }

  /**
   * The pairs of a workload.
   *
   * @param byBin those of each bin, by its name
   */
  public record Gathered(PairSums all, Map<String, PairSums> byBin) {}

  /**
   * Some pairs.
   *
   * @param bin null for all of them
   */
  private record Bin(WorkloadKey workload, String bin) implements Serializable {}

  /** The sums of one condition. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(Condition condition, StackedScore[] sums) implements Serializable {}

  private final Map<WorkloadKey, Question> questions;
  private final int seeds;

  /**
   * Pairs by which questions are answered.
   *
   * @param seeds more than the largest number of a seed
   */
  public OrderedPairs(Map<WorkloadKey, Question> questions, int seeds) {
    this.questions = new HashMap<>(questions);
    this.seeds = seeds;
  }

  /** The pairs of every workload that has any. */
  public Map<WorkloadKey, Gathered> of(
      JavaPairRDD<Condition, List<ScoredRun>> conditions, Bins bins) {
    JavaRDD<PlacedCondition> placed = placed(conditions).persist(StorageLevel.MEMORY_ONLY());
    try {
      return of(placed, bins);
    } finally {
      placed.unpersist(false);
    }
  }

  /**
   * The pairs of every workload that has any.
   *
   * @param placed kept in memory: weights and sums look at it one after the other
   */
  Map<WorkloadKey, Gathered> of(JavaRDD<PlacedCondition> placed, Bins bins) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(placed.context());
    Broadcast<Map<WorkloadKey, Weights>> weights = context.broadcast(weights(placed));
    List<Tuple2<Bin, PairSums>> sums =
        placed
            .flatMapToPair(condition -> sums(condition, weights.value(), bins).iterator())
            .reduceByKey(PairSums::plus, parts(placed))
            .collect();
    weights.destroy();
    Map<WorkloadKey, PairSums> whole = new TreeMap<>();
    Map<WorkloadKey, Map<String, PairSums>> parts = new HashMap<>();
    for (Tuple2<Bin, PairSums> found : sums) {
      if (found._1().bin() == null) {
        whole.put(found._1().workload(), found._2());
      } else {
        parts
            .computeIfAbsent(found._1().workload(), key -> new TreeMap<>())
            .put(found._1().bin(), found._2());
      }
    }
    Map<WorkloadKey, Gathered> gathered = new TreeMap<>();
    whole.forEach(
        (workload, all) ->
            gathered.put(workload, new Gathered(all, parts.getOrDefault(workload, Map.of()))));
    return gathered;
  }

  /** A part of what is sent for each workload, whose sums are small however many its runs are. */
  private int parts(JavaRDD<PlacedCondition> placed) {
    return Math.max(1, Math.min(placed.getNumPartitions(), questions.size()));
  }

  /** Weights and sums look at the places one after the other; where memory ends, made twice. */
  private JavaRDD<PlacedCondition> placed(JavaPairRDD<Condition, List<ScoredRun>> conditions) {
    return conditions.map(
        condition ->
            PlacedCondition.of(
                condition._1(),
                condition._2(),
                questions.get(WorkloadKey.of(condition._1().configuration())).horizon()));
  }

  private Map<WorkloadKey, Weights> weights(JavaRDD<PlacedCondition> conditions) {
    return new HashMap<>(
        conditions
            .mapToPair(
                condition -> {
                  int width = questions.get(condition.workload()).width();
                  return new Tuple2<>(
                      condition.workload(),
                      new Part(condition.condition(), Weights.sums(condition.strata(), width)));
                })
            .groupByKey(parts(conditions))
            .mapToPair(
                parts ->
                    new Tuple2<>(
                        parts._1(),
                        Weights.of(total(parts._2()), questions.get(parts._1()).width())))
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

  private List<Tuple2<Bin, PairSums>> sums(
      PlacedCondition condition, Map<WorkloadKey, Weights> weights, Bins bins) {
    List<Placed> strata = condition.strata();
    if (strata.isEmpty()) {
      return List.of();
    }
    WorkloadKey workload = condition.workload();
    Question question = questions.get(workload);
    Map<Optional<String>, List<Placed>> members =
        strata.stream()
            .collect(
                Collectors.groupingBy(placed -> Optional.ofNullable(bins.of(placed.stratum()))));
    List<PairSums> parts = new ArrayList<>();
    List<Tuple2<Bin, PairSums>> sums = new ArrayList<>();
    members.forEach(
        (bin, of) -> {
          PairSums part =
              PairSums.of(of, weights.get(workload), question.detectors().size(), seeds);
          parts.add(part);
          bin.ifPresent(name -> sums.add(new Tuple2<>(new Bin(workload, name), part)));
        });
    sums.add(new Tuple2<>(new Bin(workload, null), PairSums.together(parts, strata)));
    return sums;
  }
}
