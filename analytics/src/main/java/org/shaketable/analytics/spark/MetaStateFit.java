package org.shaketable.analytics.spark;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.shaketable.analytics.stats.metastate.Monitor;
import org.shaketable.analytics.stats.metastate.ParallelAnalysis;
import org.shaketable.analytics.stats.metastate.Surrogate;

/** Fits a workload's meta-state model on its clean calibration runs. */
final class MetaStateFit {
  private static final int REPLICATES = 200;
  private static final double PERCENTILE = 95;

  /** Evaluations times draws of the nulls stay below this, to bound their cost in large lakes. */
  private static final long NULL_ROWS = 500_000;

  private static final int DRAWS = 20;

  private MetaStateFit() {}

  /**
   * The model of a workload; empty where fewer than two features move or there are no more rows
   * than features.
   *
   * @param clean clean runs with packed trajectories, of all workloads
   */
  static Optional<MetaStateModel> of(
      WorkloadKey key, Baseline baseline, Dataset<Row> clean, TrajectoryColumns columns) {
    Standardisation standardisation = Standardisation.of(baseline, columns);
    JavaRDD<NullSpectra.Run> runs =
        clean
            .filter(col("sweep").equalTo(key.sweep()).and(col("workload").equalTo(key.workload())))
            .select("run_id", "packed")
            .javaRDD()
            .filter(row -> Calibration.contains(row.getString(0)))
            .map(row -> standardise(row, standardisation, columns.width()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return fit(key, standardisation, runs);
    } finally {
      runs.unpersist(false);
    }
  }

  private static Optional<MetaStateModel> fit(
      WorkloadKey key, Standardisation standardisation, JavaRDD<NullSpectra.Run> runs) {
    List<Integer> lengths = runs.map(run -> run.rows().length).collect();
    long count = lengths.stream().mapToLong(Integer::longValue).sum();
    int width = standardisation.width();
    if (width < 2 || count <= width) {
      return Optional.empty();
    }
    JavaRDD<Vector> vectors =
        runs.flatMap(run -> Arrays.stream(run.rows()).map(Vectors::dense).iterator());
    PrincipalComponents components = PrincipalComponents.of(vectors);
    double[] thresholds =
        ParallelAnalysis.thresholds(
            components.rows(),
            components.variances(),
            REPLICATES,
            PERCENTILE,
            Seeds.of(key.sweep(), key.workload(), "parallel-analysis"));
    int kept = Math.max(1, ParallelAnalysis.components(components.eigenvalues(), thresholds));
    int draws = (int) Math.max(1, Math.min(DRAWS, NULL_ROWS / count));
    Map<Surrogate, double[]> nulls = NullSpectra.of(runs, components.variances(), draws);
    return Optional.of(
        new MetaStateModel(
            standardisation,
            components.rows(),
            lengths.size(),
            components.loadings(),
            components.eigenvalues(),
            kept,
            new Monitor(components.mean(), components.loadings(), components.eigenvalues(), kept),
            thresholds,
            nulls));
  }

  /** The rows of a run at which every feature is defined and finite. */
  private static NullSpectra.Run standardise(Row row, Standardisation standardisation, int width) {
    Trajectory trajectory = Trajectory.unpack(List.of(row.<byte[]>getAs("packed")), width);
    double[][] rows =
        java.util.stream.IntStream.range(0, trajectory.length())
            .filter(i -> standardisation.complete(trajectory.evaluation(i)))
            .mapToObj(i -> standardisation.apply(trajectory.row(i)))
            .filter(values -> Arrays.stream(values).allMatch(Double::isFinite))
            .toArray(double[][]::new);
    return new NullSpectra.Run(row.getString(0), rows);
  }
}
