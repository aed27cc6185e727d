package org.shaketable.analytics.stats.decoupling;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.bootstrap.Jackknife;
import org.shaketable.analytics.stats.correlation.Association;
import org.shaketable.analytics.stats.descriptive.Rounding;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Rank correlation of performance and survival over configurations, without the noise of their
 * seeds.
 *
 * <pre>
 * observed    = Spearman(performance, survival)
 * reliability = 2 r / (1 + r),  r = mean over splits of Spearman(half of the seeds, other half)
 * latent      = observed / sqrt(reliability of performance x reliability of survival)
 * bounds      = tanh(z -+ q se),  z = artanh(latent)
 * </pre>
 *
 * <p>se is that of z, leaving out one configuration at a time, which errs to the large side, and so
 * q is the normal quantile. On the scale of the correlation itself nearly all intervals that miss
 * lie above the truth, the more the larger it is.
 *
 * <p>Noise pulls a rank correlation to 0: with few seeds everything would look decoupled. So it is
 * divided out, by what two halves of the seeds agree on, and where they agree on too little there
 * are no bounds: nothing is decided by runs that cannot decide.
 *
 * <ul>
 *   <li>fewer than {@value #FEWEST} configurations, or less than two seeds on a side of one: NaN
 *       without bounds
 *   <li>leaving out any configuration changes nothing beyond rounding: no bounds
 *   <li>a reliability below {@value #LEAST_RELIABLE}, of all or without one configuration: no
 *       bounds
 *   <li>noise divided out may leave more than 1: what is above {@value #LARGEST} counts as that in
 *       z; where all seeds together come to it, the bound towards 0 is no nearer to 1 than {@code
 *       latent - q se} of the correlation itself
 *   <li>the order of the configurations does not matter
 * </ul>
 *
 * Sources: Spearman 1904, doi:10.2307/1412159; Brown 1910 and Spearman 1910 on halves; Fisher 1921
 * on z; Efron and Stein 1981, doi:10.1214/aos/1176345462, on leaving one out. Wrong and right
 * verdicts are counted in the test, coverage by {@code bench coverage}.
 *
 * @param latent the correlation without noise, with its interval
 * @param observed the correlation of what was measured
 * @param performanceReliability the reliability of the clean performance, at most 1
 * @param survivalReliability the reliability of the survival, at most 1
 */
public record LatentCorrelation(
    Interval latent, double observed, double performanceReliability, double survivalReliability) {
  private static final int FEWEST = 8;
  private static final double LEAST_RELIABLE = 0.4;
  private static final double LARGEST = 0.999;
  private static final int SPLITS = 10;

  /** The correlation over some configurations; its n counts them. */
  public static LatentCorrelation of(List<ConfigurationRuns> configurations, double level) {
    int n = configurations.size();
    boolean enough =
        n >= FEWEST
            && configurations.stream().allMatch(c -> c.cleanRuns() > 1 && c.seeds().length > 1);
    if (!enough) {
      return new LatentCorrelation(
          Interval.unbounded(Double.NaN, level, n), Double.NaN, Double.NaN, Double.NaN);
    }
    Halves halves = Halves.of(configurations);
    int[] all = IntStream.range(0, n).toArray();
    return new LatentCorrelation(
        interval(halves.latent(all), without(halves, all), level),
        halves.observed(all),
        halves.reliability(halves.performance, all),
        halves.reliability(halves.survival, all));
  }

  /** The correlation without each configuration in turn; NaN where it is none. */
  private static double[] without(Halves halves, int[] all) {
    return Arrays.stream(all)
        .mapToDouble(left -> halves.latent(Arrays.stream(all).filter(i -> i != left).toArray()))
        .toArray();
  }

  private static Interval interval(double estimate, double[] without, double level) {
    int n = without.length;
    double plain = error(without);
    if (!(plain > 0) || Rounding.only(plain, 1)) {
      return Interval.unbounded(estimate, level, n);
    }
    double quantile = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    double half = quantile * error(Arrays.stream(without).map(LatentCorrelation::z).toArray());
    double lower = Math.tanh(z(estimate) - half);
    double upper = Math.tanh(z(estimate) + half);
    if (estimate > LARGEST) {
      lower = Math.min(lower, estimate - quantile * plain);
    }
    if (estimate < -LARGEST) {
      upper = Math.max(upper, estimate + quantile * plain);
    }
    return new Interval(estimate, Math.max(-1, lower), Math.min(1, upper), level, n);
  }

  private static double error(double[] without) {
    return Math.sqrt(Jackknife.variance(without));
  }

  /** Fisher's z, of what lies this side of 1. */
  private static double z(double correlation) {
    return Association.fisherZ(Math.max(-LARGEST, Math.min(LARGEST, correlation)));
  }

  /** What the configurations come to by all of their seeds and by halves of them. */
  private static final class Halves {
    /** [0] of all seeds, then two halves of each split. */
    private final double[][] performance;

    private final double[][] survival;

    private Halves(int configurations) {
      performance = new double[1 + 2 * SPLITS][configurations];
      survival = new double[1 + 2 * SPLITS][configurations];
    }

    static Halves of(List<ConfigurationRuns> configurations) {
      Halves halves = new Halves(configurations.size());
      for (int c = 0; c < configurations.size(); c++) {
        ConfigurationRuns one = configurations.get(c);
        int[] seeds = one.seeds();
        halves.performance[0][c] = one.performance();
        halves.survival[0][c] = one.survival();
        for (int split = 0; split < SPLITS; split++) {
          // One split of the seeds for all configurations, which share them.
          boolean[] clean = half(one.cleanRuns(), split);
          boolean[] perturbed = half(seeds.length, split);
          halves.performance[1 + 2 * split][c] = one.performance(i -> clean[i]);
          halves.performance[2 + 2 * split][c] = one.performance(i -> !clean[i]);
          halves.survival[1 + 2 * split][c] =
              one.survival(seed -> perturbed[Arrays.binarySearch(seeds, seed)]);
          halves.survival[2 + 2 * split][c] =
              one.survival(seed -> !perturbed[Arrays.binarySearch(seeds, seed)]);
        }
      }
      return halves;
    }

    private static boolean[] half(int n, int split) {
      int[] places = IntStream.range(0, n).toArray();
      Draws.of(split, n).shuffle(places);
      boolean[] half = new boolean[n];
      for (int i = 0; i < n / 2; i++) {
        half[places[i]] = true;
      }
      return half;
    }

    double observed(int[] which) {
      return spearman(performance[0], survival[0], which);
    }

    double reliability(double[][] measured, int[] which) {
      double sum = 0;
      for (int split = 0; split < SPLITS; split++) {
        sum += spearman(measured[1 + 2 * split], measured[2 + 2 * split], which);
      }
      double r = sum / SPLITS;
      return 2 * r / (1 + r);
    }

    double latent(int[] which) {
      double ofPerformance = reliability(performance, which);
      double ofSurvival = reliability(survival, which);
      return ofPerformance >= LEAST_RELIABLE && ofSurvival >= LEAST_RELIABLE
          ? observed(which) / Math.sqrt(ofPerformance * ofSurvival)
          : Double.NaN;
    }

    private static double spearman(double[] x, double[] y, int[] which) {
      return Association.SPEARMAN
          .of(
              Arrays.stream(which).mapToDouble(i -> x[i]).toArray(),
              Arrays.stream(which).mapToDouble(i -> y[i]).toArray())
          .coefficient();
    }
  }
}
