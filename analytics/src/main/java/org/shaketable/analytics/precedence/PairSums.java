package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.shaketable.analytics.stats.detection.Concordance;

/**
 * All pairs of some strata: how each detector orders them, how what is visible does, and how both
 * together do.
 *
 * @param alone the sums of each detector alone
 * @param with the sums of what is visible and each detector together
 * @param cases runs that were a case in some stratum
 * @param controls runs that were a control in some stratum
 */
@SuppressWarnings("ArrayRecordComponent")
public record PairSums(
    Concordance[] alone, Concordance visible, Concordance[] with, int cases, int controls)
    implements Serializable {

  /**
   * The pairs of strata of one condition.
   *
   * @param seeds more than the largest number of a seed
   */
  public static PairSums of(List<Placed> strata, Weights weights, int detectors, int seeds) {
    Concordance[] alone = concordances(detectors, seeds);
    Concordance[] with = concordances(detectors, seeds);
    Concordance visible = new Concordance(seeds);
    for (Placed placed : strata) {
      Stratum stratum = placed.stratum();
      int[] of = stratum.runs().stream().mapToInt(run -> run.outcome().replicate()).toArray();
      for (int d = 0; d < detectors; d++) {
        alone[d].add(stratum.cases().size(), of, placed.places()[Visible.WIDTH + d]);
      }
      stacked(stratum.cases().size(), of, placed.ranks(), weights, visible, with);
    }
    return new PairSums(
        alone, visible, with, runs(strata, Stratum::cases), runs(strata, Stratum::controls));
  }

  private static int runs(List<Placed> strata, Function<Stratum, List<ScoredRun>> side) {
    return (int)
        strata.stream()
            .flatMap(placed -> side.apply(placed.stratum()).stream())
            .map(ScoredRun::runId)
            .distinct()
            .count();
  }

  /**
   * The pairs of a condition whose strata were summed in parts. A run that has pairs in several
   * parts counts once.
   *
   * @param parts the sums of all strata, each in one part
   */
  public static PairSums together(List<PairSums> parts, List<Placed> strata) {
    PairSums sum = parts.stream().reduce(PairSums::plus).orElseThrow();
    return new PairSums(
        sum.alone,
        sum.visible,
        sum.with,
        runs(strata, Stratum::cases),
        runs(strata, Stratum::controls));
  }

  /**
   * Adds the pairs by weighted ranks: those of two parts of the seeds have weights of their own.
   *
   * @param count cases, which come first
   * @param ranks runs x columns
   */
  private static void stacked(
      int count,
      int[] seeds,
      double[][] ranks,
      Weights weights,
      Concordance visible,
      Concordance[] with) {
    int[][] cases = byPart(seeds, 0, count);
    int[][] controls = byPart(seeds, count, seeds.length);
    for (int a = 0; a < Weights.PARTS; a++) {
      for (int b = 0; b < Weights.PARTS; b++) {
        if (cases[a].length > 0 && controls[b].length > 0) {
          int[] caseSeeds = at(seeds, cases[a]);
          int[] controlSeeds = at(seeds, controls[b]);
          for (int d = Weights.NONE; d < with.length; d++) {
            double[] own = weights.of(d, a, b);
            (d == Weights.NONE ? visible : with[d])
                .add(
                    new Concordance.Side(caseSeeds, scores(cases[a], own, d, ranks)),
                    new Concordance.Side(controlSeeds, scores(controls[b], own, d, ranks)));
          }
        }
      }
    }
  }

  /** The places of runs by the part of their seeds. */
  private static int[][] byPart(int[] seeds, int from, int to) {
    int[] counts = new int[Weights.PARTS];
    for (int i = from; i < to; i++) {
      counts[Weights.part(seeds[i])]++;
    }
    int[][] places = new int[Weights.PARTS][];
    Arrays.setAll(places, part -> new int[counts[part]]);
    for (int i = to - 1; i >= from; i--) {
      int part = Weights.part(seeds[i]);
      places[part][--counts[part]] = i;
    }
    return places;
  }

  private static int[] at(int[] seeds, int[] runs) {
    int[] at = new int[runs.length];
    Arrays.setAll(at, i -> seeds[runs[i]]);
    return at;
  }

  private static double[] scores(int[] runs, double[] weights, int detector, double[][] ranks) {
    double[] scores = new double[runs.length];
    for (int i = 0; i < runs.length; i++) {
      scores[i] = Weights.score(weights, detector, ranks[runs[i]]);
    }
    return scores;
  }

  private static Concordance[] concordances(int detectors, int seeds) {
    Concordance[] none = new Concordance[detectors];
    Arrays.setAll(none, d -> new Concordance(seeds));
    return none;
  }

  /** The pairs of two conditions. */
  public PairSums plus(PairSums other) {
    return new PairSums(
        plus(alone, other.alone),
        visible.plus(other.visible),
        plus(with, other.with),
        cases + other.cases,
        controls + other.controls);
  }

  private static Concordance[] plus(Concordance[] left, Concordance[] right) {
    Concordance[] sum = new Concordance[left.length];
    Arrays.setAll(sum, d -> left[d].plus(right[d]));
    return sum;
  }
}
