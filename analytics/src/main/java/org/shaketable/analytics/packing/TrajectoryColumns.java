package org.shaketable.analytics.packing;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * The numbers of one evaluation in the order in which they travel: those every trajectory has, then
 * the features of all workloads; those on a log scale with {@code log_} before their name.
 */
public final class TrajectoryColumns implements Serializable {
  private static final long serialVersionUID = 1;

  public static final int EVALUATION = 0;
  public static final int STEP = 1;
  public static final int PERFORMANCE = 2;
  public static final int LOSS = 3;
  public static final int PARAMETER_DISTANCE = 4;
  public static final int FUNCTION_DISTANCE = 5;

  private static final List<String> FIXED =
      List.of(
          "evaluation", "step", "performance", "loss", "parameter_distance", "function_distance");

  private final List<FeatureColumn> columns;
  private final List<String> features;

  private TrajectoryColumns(List<FeatureColumn> columns) {
    this.columns = columns;
    this.features = columns.stream().map(FeatureColumn::name).toList();
  }

  /** The columns of workloads: every feature that one of them names. */
  public static TrajectoryColumns of(Collection<WorkloadRow> workloads) {
    return new TrajectoryColumns(
        workloads.stream()
            .flatMap(workload -> workload.features().stream())
            .map(FeatureColumn::of)
            .distinct()
            .toList());
  }

  /** The features of one workload, as {@link #features} names them. */
  public static List<String> features(WorkloadRow workload) {
    return workload.features().stream().map(FeatureColumn::of).map(FeatureColumn::name).toList();
  }

  /**
   * The table with some of its columns as they are, then all numbers as doubles.
   *
   * @throws IllegalArgumentException when the table lacks a feature that a workload names
   */
  Dataset<Row> select(Dataset<Row> trajectories, String... keys) {
    List<String> there = List.of(trajectories.columns());
    columns.stream()
        .filter(feature -> !there.contains(feature.column()))
        .findFirst()
        .ifPresent(
            feature -> {
              throw new IllegalArgumentException(
                  "Invalid table trajectories: expected a column %s, which table workloads names as a feature, found %s"
                      .formatted(feature.column(), String.join(", ", there)));
            });
    Stream<Column> fixed =
        FIXED.stream().map(name -> functions.col(name).cast(DataTypes.DoubleType).as(name));
    return trajectories.select(
        Stream.of(
                Arrays.stream(keys).map(functions::col),
                fixed,
                columns.stream().map(FeatureColumn::select))
            .flatMap(part -> part)
            .toArray(Column[]::new));
  }

  /** The names of the features, in order. */
  public List<String> features() {
    return features;
  }

  /** Numbers per evaluation. */
  public int width() {
    return FIXED.size() + features.size();
  }

  /** Where the first feature stands. */
  public static int firstFeature() {
    return FIXED.size();
  }

  /** Where a feature stands; -1 if no workload has one of that name. */
  public int indexOf(String feature) {
    int place = features.indexOf(feature);
    return place < 0 ? place : FIXED.size() + place;
  }
}
