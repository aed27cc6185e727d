package org.shaketable.analytics.stats.metastate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;
import org.shaketable.analytics.stats.bootstrap.Jackknife;
import org.shaketable.analytics.stats.claim.Verdict;
import org.shaketable.analytics.stats.descriptive.Percentiles;

/**
 * Whether features move together in a few directions, more than each alone would make them seem to.
 *
 * <pre>
 * p of a null = (1 + #{draws whose top-k share is at least that of the data}) / (draws + 1)
 * p of the agreement = (1 + #{random pairs of k-spaces that agree at least as well}) / (draws + 1)
 * </pre>
 *
 * <ul>
 *   <li>confirmed: every p is below 0.01, of each null and of the agreement of two halves of the
 *       runs on the space
 *   <li>refuted: even the upper end of the share lies less than {@value #SMALLEST} above an
 *       ordinary draw of the strongest null. The end is that of the interval that comes from
 *       leaving out a group of runs at a time. Fewer than {@value #FEWEST} runs refute nothing:
 *       what random walks explain falls as there are more of them, what features have in common
 *       does not
 *   <li>undecided else, and where something is not defined
 * </ul>
 *
 * A space of as many components as features agrees with any other, and so never better than chance.
 *
 * @param share the share of the variance on the first k components
 * @param agreement how well two halves of the runs agree on their space
 * @param p the p-value of the share by null
 * @param agreementP p of the agreement
 * @param strongest the null whose median draw explains most
 * @param overOrdinary share less that of its median draw
 * @param overLargest share less that of its largest draw
 * @param upper upper end of {@code overOrdinary}; that of a share of 1 where runs are too few to
 *     refute, NaN where fewer than two groups have any
 */
public record LowDimension(
    double share,
    double agreement,
    Map<Surrogate, Double> p,
    double agreementP,
    Surrogate strongest,
    double overOrdinary,
    double overLargest,
    double upper)
    implements Serializable {
  /** The smallest share of the variance, beyond that of a null, that counts. */
  public static final double SMALLEST = 0.05;

  /** So many runs have a say; three quarters of a sweep's clean runs are fitted on. */
  private static final int FEWEST = 60;

  private static final double LIMIT = 0.01;

  public LowDimension {
    p = new EnumMap<>(p);
  }

  /**
   * What data say beside their nulls.
   *
   * @param runs how many runs the data are of
   * @param without the share without each group of runs
   * @param nulls top-k share of every draw of every null
   * @param chance agreements of random spaces
   * @param level coverage of the interval whose upper end refutes
   */
  public static LowDimension of(
      int runs,
      double share,
      double[] without,
      double agreement,
      Map<Surrogate, double[]> nulls,
      double[] chance,
      double level) {
    Map<Surrogate, Double> p = new EnumMap<>(Surrogate.class);
    nulls.forEach((surrogate, draws) -> p.put(surrogate, p(share, draws)));
    Surrogate strongest =
        nulls.entrySet().stream()
            .max(Comparator.comparingDouble(found -> Percentiles.median(found.getValue())))
            .orElseThrow()
            .getKey();
    double[] draws = nulls.get(strongest);
    double overOrdinary = share - Percentiles.median(draws);
    return new LowDimension(
        share,
        agreement,
        p,
        p(agreement, chance),
        strongest,
        overOrdinary,
        share - Percentiles.of(draws, 100),
        overOrdinary + (runs < FEWEST ? 1 - share : halfWidth(without, level)));
  }

  /** Half the interval of a statistic by its values without each of some groups. */
  private static double halfWidth(double[] without, double level) {
    int groups = without.length;
    if (groups < 2) {
      return Double.NaN;
    }
    return Math.sqrt(Jackknife.variance(without))
        * TDistribution.of(groups - 1.0).inverseCumulativeProbability((1 + level) / 2);
  }

  private static double p(double value, double[] draws) {
    if (Double.isNaN(value)) {
      return Double.NaN;
    }
    // Rounding must not make a draw that equals the data smaller than they are.
    long atLeast = Arrays.stream(draws).filter(draw -> draw >= value - 1e-9).count();
    return (1.0 + atLeast) / (draws.length + 1);
  }

  /** The largest of all p, of the nulls and of the agreement; NaN where one is not defined. */
  public double largestP() {
    return Math.max(agreementP, p.values().stream().reduce(0.0, Math::max));
  }

  /** What follows. */
  public Verdict verdict() {
    if (largestP() < LIMIT) {
      return Verdict.CONFIRMED;
    }
    return upper < SMALLEST ? Verdict.REFUTED : Verdict.UNDECIDED;
  }
}
