package org.shaketable.analytics.metastate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.stats.metastate.Components;
import org.shaketable.analytics.stats.metastate.LowDimension;
import org.shaketable.analytics.stats.metastate.ParallelAnalysis;
import org.shaketable.analytics.stats.metastate.ParticipationRatio;
import org.shaketable.analytics.stats.metastate.SubspaceAgreement;
import org.shaketable.analytics.stats.metastate.Surrogate;
import org.shaketable.analytics.table.ControlKey;
import scala.Tuple2;

/**
 * Fits the workloads' meta-state models on their clean calibration runs.
 *
 * <p>Sums are taken over the runs of a workload in the order of their ids, so that a model does not
 * depend on how Spark cut and sent them.
 */
final class MetaStateFit {
  private static final int REPLICATES = 200;
  private static final double PERCENTILE = 95;

  /** Pairs of random spaces that the agreement of halves is compared with. */
  private static final int CHANCE = 999;

  private final List<ControlKey> keys;
  private final Map<ControlKey, Standardisation> scales;
  private final double level;

  private MetaStateFit(Map<ControlKey, Standardisation> scales, double level) {
    this.level = level;
    this.keys = scales.keySet().stream().sorted().toList();
    this.scales = new HashMap<>(scales);
  }

  /**
   * The model of each workload; none where fewer than two features move or there are no more rows
   * than features.
   *
   * @param scales the scales of the same runs
   * @param calibration clean calibration runs with packed trajectories, of all workloads
   * @param level nominal coverage of intervals
   */
  static Map<ControlKey, MetaStateModel> of(
      Map<ControlKey, Standardisation> scales, JavaRDD<PackedRun> calibration, double level) {
    return scales.isEmpty() ? Map.of() : new MetaStateFit(scales, level).fit(calibration);
  }

  private Map<ControlKey, MetaStateModel> fit(JavaRDD<PackedRun> calibration) {
    var context = JavaSparkContext.fromSparkContext(calibration.context());
    Broadcast<Map<ControlKey, Standardisation>> known = context.broadcast(scales);
    List<ControlKey> order = keys;
    JavaPairRDD<RunOrder, CompleteRows> runs =
        calibration
            .mapToPair(
                run -> {
                  ControlKey key = run.control();
                  double[][] rows = known.value().get(key).complete(run.trajectory());
                  return new Tuple2<>(
                      new RunOrder(order.indexOf(key), run.runId()), CompleteRows.of(rows));
                })
            .repartitionAndSortWithinPartitions(new RunOrder.ByWorkload(keys.size()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return fit(runs);
    } finally {
      runs.unpersist(false);
      known.destroy();
    }
  }

  /** From the runs in order, a partition of each workload. */
  private Map<ControlKey, MetaStateModel> fit(JavaPairRDD<RunOrder, CompleteRows> runs) {
    int[] counts = new int[keys.size()];
    long[] rows = new long[keys.size()];
    for (Tuple2<Integer, Integer> run :
        runs.map(run -> new Tuple2<>(run._1().workload(), run._2().count())).collect()) {
      counts[run._1()]++;
      rows[run._1()] += run._2();
    }
    Map<Integer, MetaStateSums> sums = MetaStateSums.of(runs);
    Map<ControlKey, MetaStateModel> models = new HashMap<>();
    IntStream.range(0, keys.size())
        .filter(i -> defined(keys.get(i), rows[i]))
        .mapToObj(
            i -> {
              JavaRDD<double[]> vectors =
                  RunOrder.only(runs, i).flatMap(run -> Arrays.asList(run._2().each()).iterator());
              return Map.entry(keys.get(i), model(keys.get(i), vectors, counts[i], sums.get(i)));
            })
        .forEach(model -> models.put(model.getKey(), model.getValue()));
    return models;
  }

  private boolean defined(ControlKey key, long rows) {
    int width = scales.get(key).width();
    return width >= 2 && rows > width;
  }

  private MetaStateModel model(
      ControlKey key, JavaRDD<double[]> vectors, int runs, MetaStateSums sums) {
    PrincipalComponents components = PrincipalComponents.of(vectors);
    double[] ones = new double[components.eigenvalues().length];
    Arrays.fill(ones, 1);
    double[] thresholds =
        ParallelAnalysis.thresholds(
            components.rows(),
            ones,
            REPLICATES,
            PERCENTILE,
            Seeds.of(key.sweep(), key.name(), "parallel-analysis"));
    int kept = Math.max(1, ParallelAnalysis.components(components.eigenvalues(), thresholds));
    Map<Surrogate, double[][]> spectra = sums.spectra();
    ParticipationRatio pooled =
        ParticipationRatio.of(
            runs, components.eigenvalues(), sums.spectraWithout(), spectra, level);
    return new MetaStateModel(
        scales.get(key),
        components.rows(),
        runs,
        components.loadings(),
        components.eigenvalues(),
        kept,
        components.monitor(kept),
        thresholds,
        means(spectra),
        new MetaStateModel.Participation(pooled, sums.byRun()),
        lowDimension(key, runs, components.eigenvalues(), kept, spectra, sums));
  }

  private LowDimension lowDimension(
      ControlKey key,
      int runs,
      double[] eigenvalues,
      int kept,
      Map<Surrogate, double[][]> spectra,
      MetaStateSums sums) {
    Map<Surrogate, double[]> shares = new EnumMap<>(Surrogate.class);
    spectra.forEach(
        (surrogate, draws) ->
            shares.put(
                surrogate, Arrays.stream(draws).mapToDouble(draw -> first(draw, kept)).toArray()));
    double[] chance =
        SubspaceAgreement.ofChance(
            eigenvalues.length, kept, CHANCE, Seeds.of(key.sweep(), key.name(), "agreement"));
    return LowDimension.of(
        runs,
        first(Components.shares(eigenvalues), kept),
        Arrays.stream(sums.spectraWithout()).mapToDouble(rest -> first(rest, kept)).toArray(),
        sums.agreement(kept),
        shares,
        chance,
        level);
  }

  private static double first(double[] shares, int kept) {
    return Arrays.stream(shares).limit(kept).sum();
  }

  private static Map<Surrogate, double[]> means(Map<Surrogate, double[][]> spectra) {
    Map<Surrogate, double[]> means = new EnumMap<>(Surrogate.class);
    spectra.forEach(
        (surrogate, draws) -> {
          double[] mean = new double[draws[0].length];
          for (double[] draw : draws) {
            Arrays.setAll(mean, rank -> mean[rank] + draw[rank] / draws.length);
          }
          means.put(surrogate, mean);
        });
    return means;
  }
}
