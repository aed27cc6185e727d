package org.shaketable.analytics.spark;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaRDD;
import org.shaketable.analytics.stats.metastate.Components;
import org.shaketable.analytics.stats.metastate.Moments;
import org.shaketable.analytics.stats.metastate.Surrogate;

/**
 * Share of variance per component that null models explain when they are pooled over as many runs
 * of the same length: each feature of each run is replaced by a surrogate of its own, brought to
 * the real column's variance, and decomposed like the real features.
 */
final class NullSpectra {
  private NullSpectra() {}

  /**
   * The mean spectrum of each null.
   *
   * @param runs standardised runs, evaluations x features, with their run_id
   * @param variances of the real columns
   */
  static Map<Surrogate, double[]> of(JavaRDD<Run> runs, double[] variances, int draws) {
    int width = variances.length;
    Map<Surrogate, double[]> spectra = new EnumMap<>(Surrogate.class);
    if (runs.isEmpty()) {
      return spectra;
    }
    List<Moments[]> sums =
        runs.map(run -> new Sum(moments(run, width, draws))).treeReduce(Sum::plus).byNull();
    for (Surrogate surrogate : Surrogate.values()) {
      double[] mean = new double[width];
      for (Moments moments : sums.get(surrogate.ordinal())) {
        double[][] covariance = Moments.rescaled(moments.covariance(), variances);
        double[] explained = Components.of(covariance).explained();
        Arrays.setAll(mean, rank -> mean[rank] + explained[rank] / draws);
      }
      spectra.put(surrogate, mean);
    }
    return spectra;
  }

  /** One clean run, standardised. */
  record Run(String runId, double[][] rows) implements java.io.Serializable {}

  /** Moments of every draw of every null: a sum over runs. */
  private record Sum(List<Moments[]> byNull) implements java.io.Serializable {
    Sum plus(Sum other) {
      return new Sum(
          java.util.stream.IntStream.range(0, byNull.size())
              .mapToObj(i -> plus(byNull.get(i), other.byNull.get(i)))
              .toList());
    }

    private static Moments[] plus(Moments[] left, Moments[] right) {
      Moments[] sum = new Moments[left.length];
      Arrays.setAll(sum, i -> left[i].plus(right[i]));
      return sum;
    }
  }

  private static List<Moments[]> moments(Run run, int width, int draws) {
    return Arrays.stream(Surrogate.values())
        .map(
            surrogate -> {
              Moments[] moments = new Moments[draws];
              Arrays.setAll(moments, draw -> moments(run, surrogate, width, draw));
              return moments;
            })
        .toList();
  }

  private static Moments moments(Run run, Surrogate surrogate, int width, int draw) {
    SplittableRandom random =
        new SplittableRandom(Seeds.of(run.runId(), surrogate.name(), String.valueOf(draw)));
    double[][] columns = new double[width][];
    for (int f = 0; f < width; f++) {
      int feature = f;
      double[] series = Arrays.stream(run.rows()).mapToDouble(row -> row[feature]).toArray();
      columns[f] = surrogate.of(series, random);
    }
    Moments moments = new Moments(width);
    for (int i = 0; i < run.rows().length; i++) {
      int row = i;
      moments.add(Arrays.stream(columns).mapToDouble(column -> column[row]).toArray());
    }
    return moments;
  }
}
