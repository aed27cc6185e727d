package org.shaketable.analytics.stats.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Draws;

/**
 * Simultaneous confidence sets of the ranks of conditions by their mean value over seeds; rank 1 is
 * the largest mean, with excess loss the most fragile.
 *
 * <p>Two conditions are told apart where the difference of their values, seed by seed,
 *
 * <pre>T = |sum of d| / sqrt(sum of d^2)</pre>
 *
 * is larger than the critical value, which is the quantile, over changes of sign of whole seeds
 * with all their conditions, of the largest T of all pairs. A condition's rank lies between 1 + the
 * number of those clearly above it and the number of all less those clearly below it, for all
 * conditions at once with the stated probability. All changes of sign are tried where they are no
 * more than the replicates; for one pair of outcomes that is McNemar's exact test.
 *
 * <ul>
 *   <li>one condition: rank 1
 *   <li>fewer than six seeds, or all conditions alike: every rank is possible for each
 *   <li>a value of NaN is a seed that the condition lacks: it counts in no pair with it
 *   <li>the order of conditions does not matter, nor does scaling all values
 * </ul>
 *
 * Sources: Mogstad, Romano, Shaikh and Wilhelm 2024, doi:10.1093/restud/rdad006, for the sets;
 * Romano and Wolf 2005, doi:10.1198/016214504000000539, for the largest of many tests; McNemar
 * 1947, doi:10.1007/BF02295996.
 */
public final class RankSets {
  private final double[] means;
  private final int[] least;
  private final int[] most;
  private final boolean[][] above;

  private RankSets(double[] means, boolean[][] above) {
    this.means = means;
    this.above = above;
    this.least = new int[means.length];
    this.most = new int[means.length];
    for (int j = 0; j < means.length; j++) {
      least[j] = 1;
      most[j] = means.length;
      for (int k = 0; k < means.length; k++) {
        least[j] += above[k][j] ? 1 : 0;
        most[j] -= above[j][k] ? 1 : 0;
      }
    }
  }

  /**
   * The sets.
   *
   * @param values conditions x seeds, finite or NaN, as many seeds in each
   */
  public static RankSets of(double[][] values, BootstrapSettings settings) {
    int conditions = values.length;
    Arrays.stream(values).forEach(row -> check(row, values[0].length));
    boolean[][] above = new boolean[conditions][conditions];
    List<PairOfConditions> pairs = PairOfConditions.all(values);
    double critical = critical(pairs, values, settings);
    for (PairOfConditions pair : pairs) {
      double t = pair.statistic();
      if (Math.abs(t) > critical) {
        above[t > 0 ? pair.first() : pair.second()][t > 0 ? pair.second() : pair.first()] = true;
      }
    }
    return new RankSets(Arrays.stream(values).mapToDouble(RankSets::mean).toArray(), above);
  }

  private static void check(double[] row, int seeds) {
    if (row.length != seeds || Arrays.stream(row).anyMatch(Double::isInfinite)) {
      throw new IllegalArgumentException(
          "Invalid values: expected %d seeds of every condition, finite or NaN, found %s"
              .formatted(seeds, Arrays.toString(row)));
    }
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
  }

  /** The quantile of the largest T of all pairs over changes of sign, a little above rounding. */
  private static double critical(
      List<PairOfConditions> pairs, double[][] values, BootstrapSettings settings) {
    int seeds = values.length == 0 ? 0 : values[0].length;
    boolean all = seeds <= 30 && 1L << Math.max(0, seeds - 1) <= settings.replicates();
    int changes = all ? 1 << Math.max(0, seeds - 1) : settings.replicates();
    double[] largest =
        IntStream.range(0, changes)
            .parallel()
            // The change that changes nothing is one of them.
            .mapToObj(
                change -> all || change == 0 ? bits(change, seeds) : drawn(settings, change, seeds))
            .mapToDouble(turned -> largest(pairs, turned))
            .sorted()
            .toArray();
    int rank = (int) Math.ceil(settings.level() * changes);
    return largest[Math.max(1, rank) - 1] + 1e-9;
  }

  private static boolean[] bits(int change, int seeds) {
    boolean[] turned = new boolean[seeds];
    for (int i = 0; i < seeds; i++) {
      turned[i] = i < 31 && (change >> i & 1) == 1;
    }
    return turned;
  }

  private static boolean[] drawn(BootstrapSettings settings, int change, int seeds) {
    Draws draws = Draws.of(settings.seed(), change);
    boolean[] turned = new boolean[seeds];
    for (int i = 0; i < seeds; i++) {
      turned[i] = draws.nextInt(2) == 1;
    }
    return turned;
  }

  private static double largest(List<PairOfConditions> pairs, boolean[] turned) {
    double largest = 0;
    for (PairOfConditions pair : pairs) {
      largest = Math.max(largest, Math.abs(pair.statistic(turned)));
    }
    return largest;
  }

  /** Whether one condition is told to have the larger mean of two. */
  public boolean above(int one, int other) {
    return above[one][other];
  }

  /** A condition's mean over seeds; NaN where it has none. */
  public double mean(int condition) {
    return means[condition];
  }

  /** Least rank that a condition may have; 1 is the largest mean. */
  public int least(int condition) {
    return least[condition];
  }

  /** Largest rank that a condition may have. */
  public int most(int condition) {
    return most[condition];
  }

  /** All conditions that may have rank 1: what cannot be told apart from the largest mean. */
  public List<Integer> possibleFirst() {
    List<Integer> first = new ArrayList<>();
    IntStream.range(0, means.length).filter(j -> least[j] == 1).forEach(first::add);
    return List.copyOf(first);
  }
}
