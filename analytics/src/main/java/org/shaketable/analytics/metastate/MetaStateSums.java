package org.shaketable.analytics.metastate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
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
 * in ten groups, and of null models pooled over runs of the same length, in which each feature of
 * each run is replaced by a surrogate of its own.
 *
 * @param byNull moments of every draw of every null
 * @param byRun the nulls of each run by itself, beside its own
 * @param groups moments of every tenth run, in the order of their ids
 */
record MetaStateSums(List<Comoments[]> byNull, RunNulls byRun, List<Comoments> groups)
    implements Serializable {
  /** How many null draws there are: as many as a p below 0.01 needs. */
  static final int DRAWS = 100;

  /** How many groups are left out one at a time; even and odd ones are the two halves. */
  private static final int GROUPS = 10;

  /** Nulls are of the first runs that have so many evaluations, to bound their cost. */
  private static final long NULL_ROWS = 20_000;

  /**
   * The sums of each workload.
   *
   * @param runs those of each workload in a partition of their own and in order; without rows are
   *     left out
   */
  static Map<Integer, MetaStateSums> of(JavaPairRDD<RunOrder, CompleteRows> runs) {
    List<Tuple2<Integer, MetaStateSums>> sums =
        runs.filter(run -> run._2().count() > 0).mapPartitions(MetaStateSums::total).collect();
    Map<Integer, MetaStateSums> byNumber = new HashMap<>();
    sums.forEach(sum -> byNumber.put(sum._1(), sum._2()));
    return byNumber;
  }

  /** Every draw of every null of one run. */
  private static List<Comoments[]> nulls(String runId, double[][] rows) {
    double[][] features =
        IntStream.range(0, rows[0].length)
            .mapToObj(feature -> column(rows, feature))
            .toArray(double[][]::new);
    return Arrays.stream(Surrogate.values())
        .map(
            surrogate -> {
              Surrogate.MomentSampler sampler = surrogate.moments(features);
              Comoments[] moments = new Comoments[DRAWS];
              Arrays.setAll(moments, draw -> sampler.draw(random(runId, surrogate, draw)));
              return moments;
            })
        .toList();
  }

  private static double[] column(double[][] rows, int feature) {
    return Arrays.stream(rows).mapToDouble(row -> row[feature]).toArray();
  }

  private static SplittableRandom random(String runId, Surrogate surrogate, int draw) {
    return new SplittableRandom(Seeds.of(runId, surrogate.name(), String.valueOf(draw)));
  }

  private static Iterator<Tuple2<Integer, MetaStateSums>> total(
      Iterator<Tuple2<RunOrder, CompleteRows>> runs) {
    if (!runs.hasNext()) {
      return Collections.emptyIterator();
    }
    List<Comoments[]> nulls = null;
    RunNulls byRun = RunNulls.NONE;
    Comoments[] groups = null;
    int workload = 0;
    long drawn = 0;
    for (int i = 0; runs.hasNext(); i++) {
      Tuple2<RunOrder, CompleteRows> run = runs.next();
      double[][] rows = run._2().each();
      workload = run._1().workload();
      Comoments own = new Comoments(rows[0].length);
      Arrays.stream(rows).forEach(own::add);
      if (groups == null) {
        groups = new Comoments[GROUPS];
        Arrays.setAll(groups, group -> new Comoments(own.width()));
      }
      groups[i % GROUPS] = groups[i % GROUPS].plus(own);
      if (drawn < NULL_ROWS) {
        List<Comoments[]> more = nulls(run._1().runId(), rows);
        nulls = nulls == null ? more : plus(nulls, more);
        byRun = byRun.plus(RunNulls.of(own, more));
        drawn += rows.length;
      }
    }
    return List.of(new Tuple2<>(workload, new MetaStateSums(nulls, byRun, List.of(groups))))
        .iterator();
  }

  private static List<Comoments[]> plus(List<Comoments[]> left, List<Comoments[]> right) {
    return IntStream.range(0, left.size()).mapToObj(i -> plus(left.get(i), right.get(i))).toList();
  }

  private static Comoments[] plus(Comoments[] left, Comoments[] right) {
    Comoments[] sum = new Comoments[left.length];
    Arrays.setAll(sum, i -> left[i].plus(right[i]));
    return sum;
  }

  /**
   * Share of variance per component that each null explains, draws x components; every feature has
   * a variance of 1 in each, as in the components of correlations.
   */
  Map<Surrogate, double[][]> spectra() {
    Map<Surrogate, double[][]> spectra = new EnumMap<>(Surrogate.class);
    for (Surrogate surrogate : Surrogate.values()) {
      spectra.put(
          surrogate,
          Arrays.stream(byNull.get(surrogate.ordinal()))
              .parallel()
              .map(moments -> Components.of(moments.correlation()).explained())
              .toArray(double[][]::new));
    }
    return spectra;
  }

  /** How far the first components of the two halves span the same space; NaN for one run. */
  double agreement(int components) {
    return SubspaceAgreement.of(
        of(group -> group % 2 == 0).correlation(),
        of(group -> group % 2 == 1).correlation(),
        components);
  }

  /** Share of variance per component without each group that has runs, groups x components. */
  double[][] spectraWithout() {
    return IntStream.range(0, GROUPS)
        .filter(group -> groups.get(group).rows() > 0)
        .mapToObj(out -> of(group -> group != out))
        .map(MetaStateSums::spectrum)
        .toArray(double[][]::new);
  }

  private static double[] spectrum(Comoments moments) {
    if (moments.rows() > moments.width()) {
      return Components.of(moments.correlation()).explained();
    }
    double[] unknown = new double[moments.width()];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  private Comoments of(IntPredicate wanted) {
    return IntStream.range(0, GROUPS)
        .filter(wanted)
        .mapToObj(groups::get)
        .reduce(Comoments::plus)
        .orElseThrow();
  }
}
