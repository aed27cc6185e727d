package org.shaketable.analytics.metastate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.stats.metastate.Comoments;
import org.shaketable.analytics.stats.metastate.Components;
import org.shaketable.analytics.stats.metastate.SubspaceAgreement;
import org.shaketable.analytics.stats.metastate.Surrogate;
import scala.Tuple2;

/**
 * Sums over the clean calibration runs of a workload that stand beside its components: of the runs
 * in two halves, and of null models pooled over as many runs of the same length, in which each
 * feature of each run is replaced by a surrogate of its own.
 *
 * @param byNull moments of every draw of every null
 * @param halves moments of every other run, in the order of their ids
 */
record MetaStateSums(List<Comoments[]> byNull, List<Comoments> halves) implements Serializable {

  /**
   * The sums of each workload.
   *
   * @param runs standardised, evaluations x features
   * @param draws of each null, by the number of the workload
   */
  static Map<Integer, MetaStateSums> of(
      JavaPairRDD<RunOrder, double[][]> runs, int[] draws, RunOrder.ByWorkload byWorkload) {
    List<Tuple2<Integer, MetaStateSums>> sums =
        runs.filter(run -> run._2().length > 0)
            .mapToPair(
                run ->
                    new Tuple2<>(
                        run._1(), of(run._1().runId(), run._2(), draws[run._1().workload()])))
            .repartitionAndSortWithinPartitions(byWorkload)
            .mapPartitions(MetaStateSums::total)
            .collect();
    Map<Integer, MetaStateSums> byNumber = new HashMap<>();
    sums.forEach(sum -> byNumber.put(sum._1(), sum._2()));
    return byNumber;
  }

  private static MetaStateSums of(String runId, double[][] rows, int draws) {
    Comoments own = new Comoments(rows[0].length);
    Arrays.stream(rows).forEach(own::add);
    List<Comoments[]> nulls =
        Arrays.stream(Surrogate.values())
            .map(
                surrogate -> {
                  Comoments[] moments = new Comoments[draws];
                  Arrays.setAll(moments, draw -> moments(runId, rows, surrogate, draw));
                  return moments;
                })
            .toList();
    return new MetaStateSums(nulls, List.of(own));
  }

  private static Comoments moments(String runId, double[][] rows, Surrogate surrogate, int draw) {
    int width = rows[0].length;
    SplittableRandom random =
        new SplittableRandom(Seeds.of(runId, surrogate.name(), String.valueOf(draw)));
    double[][] columns = new double[width][];
    for (int f = 0; f < width; f++) {
      int feature = f;
      double[] series = Arrays.stream(rows).mapToDouble(row -> row[feature]).toArray();
      columns[f] = surrogate.of(series, random);
    }
    Comoments moments = new Comoments(width);
    double[] vector = new double[width];
    for (int i = 0; i < rows.length; i++) {
      for (int f = 0; f < width; f++) {
        vector[f] = columns[f][i];
      }
      moments.add(vector);
    }
    return moments;
  }

  private static Iterator<Tuple2<Integer, MetaStateSums>> total(
      Iterator<Tuple2<RunOrder, MetaStateSums>> runs) {
    MetaStateSums total = null;
    Comoments[] halves = null;
    int workload = 0;
    for (int i = 0; runs.hasNext(); i++) {
      Tuple2<RunOrder, MetaStateSums> run = runs.next();
      Comoments own = run._2().halves().get(0);
      if (total == null) {
        workload = run._1().workload();
        total = run._2();
        halves = new Comoments[] {new Comoments(own.width()), new Comoments(own.width())};
      } else {
        total = total.plusNulls(run._2());
      }
      halves[i % 2] = halves[i % 2].plus(own);
    }
    return total == null
        ? List.<Tuple2<Integer, MetaStateSums>>of().iterator()
        : List.of(new Tuple2<>(workload, new MetaStateSums(total.byNull, List.of(halves))))
            .iterator();
  }

  private MetaStateSums plusNulls(MetaStateSums other) {
    List<Comoments[]> sums =
        IntStream.range(0, byNull.size())
            .mapToObj(i -> plus(byNull.get(i), other.byNull.get(i)))
            .toList();
    return new MetaStateSums(sums, halves);
  }

  private static Comoments[] plus(Comoments[] left, Comoments[] right) {
    Comoments[] sum = new Comoments[left.length];
    Arrays.setAll(sum, i -> left[i].plus(right[i]));
    return sum;
  }

  /**
   * Share of variance per component that each null explains, mean over its draws.
   *
   * @param variances of the real columns, to which those of the null are brought
   */
  Map<Surrogate, double[]> spectra(double[] variances) {
    Map<Surrogate, double[]> spectra = new EnumMap<>(Surrogate.class);
    for (Surrogate surrogate : Surrogate.values()) {
      Comoments[] draws = byNull.get(surrogate.ordinal());
      double[] mean = new double[variances.length];
      for (Comoments moments : draws) {
        double[][] covariance = Comoments.rescaled(moments.covariance(), variances);
        double[] explained = Components.of(covariance).explained();
        Arrays.setAll(mean, rank -> mean[rank] + explained[rank] / draws.length);
      }
      spectra.put(surrogate, mean);
    }
    return spectra;
  }

  /** How far the first components of the two halves span the same space; NaN for one run. */
  double agreement(int components) {
    return SubspaceAgreement.of(halves.get(0).covariance(), halves.get(1).covariance(), components);
  }
}
