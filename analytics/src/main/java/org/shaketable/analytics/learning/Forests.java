package org.shaketable.analytics.learning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.detection.Forest;
import org.shaketable.analytics.detection.LearnedModel;
import org.shaketable.analytics.detection.LearnedModels;
import org.shaketable.analytics.packing.Seeds;

/**
 * The forests of a workload: the families fall into up to three groups and the seeds into halves,
 * and each forest grows without one of each.
 */
final class Forests {
  private static final int GROUPS = 3;
  private static final int HALVES = 2;
  private static final int AT_A_TIME = 4;

  /** Runs of each kind below which no forest grows: trees of fewer are noise, and cost time. */
  private static final int FEWEST = 40;

  private static final StructType SCHEMA =
      new StructType()
          .add(ForestFit.LABEL, DataTypes.DoubleType)
          .add(ForestFit.WEIGHT, DataTypes.DoubleType)
          .add(ForestFit.FEATURES, SQLDataTypes.VectorType());

  /** The group of families and the half of the seeds that a forest has not seen. */
  private record Fold(int group, int half) {}

  private final SparkSession spark;
  private final List<Example> examples;
  private final Map<String, Integer> groups;

  private Forests(SparkSession spark, List<Example> examples) {
    this.spark = spark;
    this.examples = examples;
    this.groups =
        Families.groups(examples.stream().map(Example::family).collect(Collectors.toSet()), GROUPS);
  }

  /**
   * The forests of a workload.
   *
   * @param examples in a fixed order
   */
  static LearnedModels of(
      SparkSession spark, String workload, List<String> features, List<Example> examples) {
    Forests forests = new Forests(spark, examples);
    Map<Fold, Forest> grown = forests.grow(workload);
    Map<String, List<LearnedModel>> without = new TreeMap<>();
    forests.groups.forEach(
        (family, group) -> {
          List<LearnedModel> byHalf = new ArrayList<>();
          for (int half = 0; half < HALVES; half++) {
            byHalf.add(grown.get(new Fold(group, half)));
          }
          without.put(family, byHalf);
        });
    return new LearnedModels(ForestFit.NAME, features, HALVES, without);
  }

  private Map<Fold, Forest> grow(String workload) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      Map<Fold, CompletableFuture<Forest>> growing = new TreeMap<>(Forests::compare);
      for (int group : Set.copyOf(groups.values())) {
        for (int half = 0; half < HALVES; half++) {
          Fold fold = new Fold(group, half);
          List<Example> left = without(fold);
          if (enough(left)) {
            long seed = Seeds.of(workload, "forest", group + " " + half);
            growing.put(
                fold, CompletableFuture.supplyAsync(() -> ForestFit.of(rows(left), seed), threads));
          }
        }
      }
      Map<Fold, Forest> grown = new HashMap<>();
      growing.forEach((fold, forest) -> grown.put(fold, forest.join()));
      return grown;
    } finally {
      threads.shutdown();
    }
  }

  private static int compare(Fold one, Fold other) {
    return Integer.compare(HALVES * one.group + one.half, HALVES * other.group + other.half);
  }

  private List<Example> without(Fold fold) {
    return examples.stream()
        .filter(
            example ->
                groups.get(example.family()) != fold.group
                    && LearnedModels.part(example.replicate(), HALVES) != fold.half)
        .toList();
  }

  private static boolean enough(List<Example> examples) {
    Set<String> cases = new TreeSet<>();
    Set<String> controls = new TreeSet<>();
    examples.forEach(example -> (example.collapses() ? cases : controls).add(example.runId()));
    return cases.size() >= FEWEST && controls.size() >= FEWEST;
  }

  private Dataset<Row> rows(List<Example> examples) {
    List<Row> rows =
        examples.stream()
            .map(
                example ->
                    RowFactory.create(
                        example.collapses() ? 1.0 : 0.0,
                        example.weight(),
                        Vectors.dense(example.windows())))
            .toList();
    JavaRDD<Row> one = JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, 1);
    return spark.createDataFrame(one, SCHEMA);
  }
}
