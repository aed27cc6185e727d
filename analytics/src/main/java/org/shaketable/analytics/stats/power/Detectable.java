package org.shaketable.analytics.stats.power;

import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.shaketable.analytics.stats.correlation.Association;

/**
 * The effect that a design detects with a stated power: the whole two-sided interval of a claim's
 * statistic lies on the claimed side that often.
 *
 * <pre>
 * buffering   gain        = (t + z) sqrt((1 + 2 / pi) (1 / (2 C) + g^2 / n) / n)
 * precedence  concordance = 1/2 + (z' + z) sqrt((2 m + 1) / (12 m^2 S))
 * decoupling  rho         = the largest with P(a) + P(b) - 1 at least the power,
 *             a, b        = (artanh(R rule) -+ artanh(R rho)) / se - t,
 *             or          = the smallest with P(-a - 2 t) at least the power, which is refuted
 *             se          = sqrt((1 + (R rho)^2 / 2) / (K - 3))
 * </pre>
 *
 * <p>z is the normal quantile of the power, z' and t those of the interval. C conditions, n seeds,
 * S strata of 2 m runs, K configurations, R the reliability of both sides, P the normal
 * distribution, se the error of Fisher's z of the correlation that is observed, R rho. Assumed,
 * each the least favourable that is usual: half of the runs are lost, runs of different conditions
 * and levels are independent at a seed, the halves choose different levels. A test holds each
 * beside simulations.
 *
 * <p>Sources: Cohen 1988 on the sums of quantiles; Mann and Whitney 1947,
 * doi:10.1214/aoms/1177730491, on the variance of the concordance; Bonett and Wright 2000,
 * doi:10.1007/BF02294183, on that of z of Spearman's coefficient.
 *
 * @param power e.g. 0.8
 * @param level nominal coverage of the intervals
 */
public record Detectable(double power, double level) {
  private static final int STEPS = 1000;
  private static final int LEAST_CONFIGURATIONS = 8;

  /** 80 % power and intervals of 95 %. */
  public static final Detectable USUAL = new Detectable(0.8, 0.95);

  /**
   * Least gain in the share of runs not lost, over none, of seeds on conditions; NaN below 4 seeds.
   */
  public double gain(int conditions, int seeds) {
    if (conditions < 1 || seeds < 4) {
      return Double.NaN;
    }
    double quantiles = t(seeds - 2) + z(power);
    double choice = 1 + 2 / Math.PI;
    for (int step = 1; step <= STEPS; step++) {
      double gain = (double) step / STEPS;
      double variance = choice * (0.5 / conditions + gain * gain / seeds) / seeds;
      if (gain >= quantiles * Math.sqrt(variance)) {
        return gain;
      }
    }
    return Double.NaN;
  }

  /** Least concordance above 1/2 within strata of which half of the runs are lost. */
  public double concordance(int strata, int runs) {
    double half = runs / 2;
    double variance = (2 * half + 1) / (12 * half * half * strata);
    double least = 0.5 + (z((1 + level) / 2) + z(power)) * Math.sqrt(variance);
    return strata > 0 && half > 0 && least < 1 ? least : Double.NaN;
  }

  /**
   * The largest rank correlation of which it is found that it is smaller than the rule's.
   *
   * @param reliability the reliability of performance and of survival, 0 to 1
   * @return NaN where not even one of 0 would be
   */
  public double correlation(int configurations, double reliability, double rule) {
    if (configurations < LEAST_CONFIGURATIONS) {
      return Double.NaN;
    }
    double largest = Double.NaN;
    for (int step = 0; step < STEPS; step++) {
      double rho = (double) step / STEPS;
      if (confirmed(rho, configurations, reliability, rule) >= power) {
        largest = rho;
      }
    }
    return largest;
  }

  /**
   * The smallest rank correlation of which it is found that it is larger than the rule's.
   *
   * @param reliability the reliability of performance and of survival, 0 to 1
   * @return NaN where not even one close to 1 would be
   */
  public double coupling(int configurations, double reliability, double rule) {
    if (configurations < LEAST_CONFIGURATIONS) {
      return Double.NaN;
    }
    return IntStream.range(0, STEPS)
        .mapToDouble(step -> (double) step / STEPS)
        .filter(rho -> refuted(rho, configurations, reliability, rule) >= power)
        .findFirst()
        .orElse(Double.NaN);
  }

  /**
   * How often a rank correlation is found that is smaller than the rule's; 0 where it cannot be.
   */
  public double confirmed(double rho, int configurations, double reliability, double rule) {
    double observed = reliability * rho;
    double z = Association.fisherZ(observed);
    double edge = Association.fisherZ(reliability * rule);
    return Math.max(
        0,
        found(edge - z, observed, configurations) + found(edge + z, observed, configurations) - 1);
  }

  /** How often a rank correlation is found that is larger than the rule's. */
  public double refuted(double rho, int configurations, double reliability, double rule) {
    double observed = reliability * rho;
    double beyond = Association.fisherZ(observed) - Association.fisherZ(reliability * rule);
    return found(beyond, observed, configurations);
  }

  /** How often it is found that an observed correlation lies this far, in z, from an edge. */
  private double found(double distance, double observed, int configurations) {
    double error = Math.sqrt((1 + observed * observed / 2) / (configurations - 3.0));
    return NormalDistribution.of(0, 1)
        .cumulativeProbability(distance / error - t(configurations - 1));
  }

  /** The fewest configurations over which a rank correlation of 0 is found with the power. */
  public int configurations(double reliability, double rule) {
    int fewest = LEAST_CONFIGURATIONS;
    while (confirmed(0, fewest, reliability, rule) < power) {
      fewest++;
    }
    return fewest;
  }

  private static double z(double share) {
    return NormalDistribution.of(0, 1).inverseCumulativeProbability(share);
  }

  private double t(int freedom) {
    return TDistribution.of(freedom).inverseCumulativeProbability((1 + level) / 2);
  }
}
