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
 * <p>Each difference of two means is studentised, and the largest of all over a bootstrap of seeds
 * (with all conditions of a seed together) gives one critical value for all pairs. A condition's
 * rank lies between 1 + the number of those clearly above it and the number of all less those
 * clearly below it, for all conditions at once with the stated probability.
 *
 * <p>Variances count one more seed with a difference of 1 and one with -1 (of the spread of the
 * values), so that pairs without any difference among few seeds are not taken as certain.
 *
 * <ul>
 *   <li>one condition: rank 1
 *   <li>fewer than two seeds, or all conditions alike: every rank is possible for each
 *   <li>the order of conditions and of seeds does not matter, but for the draws
 * </ul>
 *
 * Sources: Mogstad, Romano, Shaikh and Wilhelm 2024, doi:10.1093/restud/rdad006; Agresti and Min
 * 2005, doi:10.1002/sim.1781, for the variance.
 */
public final class RankSets {
  private final double[] means;
  private final int[] least;
  private final int[] most;

  private RankSets(double[] means, int[] least, int[] most) {
    this.means = means;
    this.least = least;
    this.most = most;
  }

  /**
   * The sets.
   *
   * @param values conditions x seeds, finite
   */
  public static RankSets of(double[][] values, BootstrapSettings settings) {
    int conditions = values.length;
    double[] means = Arrays.stream(values).mapToDouble(RankSets::mean).toArray();
    int[] least = new int[conditions];
    int[] most = new int[conditions];
    Arrays.fill(least, 1);
    Arrays.fill(most, conditions);
    double critical = critical(values, means, settings);
    for (int j = 0; j < conditions; j++) {
      for (int k = 0; k < conditions; k++) {
        double t = j == k ? 0 : (means[k] - means[j]) / error(values[k], values[j], null);
        least[j] += t > critical ? 1 : 0;
        most[j] -= t < -critical ? 1 : 0;
      }
    }
    return new RankSets(means, least, most);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** The quantile of the largest studentised deviation of all pairs. */
  private static double critical(double[][] values, double[] means, BootstrapSettings settings) {
    int seeds = values.length == 0 ? 0 : values[0].length;
    if (values.length < 2 || seeds < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double[] largest = new double[settings.replicates()];
    int[] drawn = new int[seeds];
    for (int draw = 0; draw < largest.length; draw++) {
      Draws draws = Draws.of(settings.seed(), draw);
      for (int i = 0; i < seeds; i++) {
        drawn[i] = draws.nextInt(seeds);
      }
      largest[draw] = largest(values, means, drawn);
    }
    Arrays.sort(largest);
    int rank = (int) Math.ceil(settings.level() * largest.length);
    return largest[Math.min(largest.length, Math.max(1, rank)) - 1];
  }

  private static double largest(double[][] values, double[] means, int[] drawn) {
    double largest = 0;
    for (int j = 0; j < values.length; j++) {
      for (int k = 0; k < j; k++) {
        double difference = 0;
        for (int seed : drawn) {
          difference += values[j][seed] - values[k][seed];
        }
        double deviation = difference / drawn.length - (means[j] - means[k]);
        largest = Math.max(largest, Math.abs(deviation) / error(values[j], values[k], drawn));
      }
    }
    return largest;
  }

  /**
   * Standard error of the mean difference over seeds.
   *
   * @param drawn the seeds; null for all
   */
  private static double error(double[] one, double[] other, int[] drawn) {
    int n = one.length;
    double sum = 0;
    double squares = 2;
    for (int i = 0; i < n; i++) {
      int seed = drawn == null ? i : drawn[i];
      double difference = one[seed] - other[seed];
      sum += difference;
      squares += difference * difference;
    }
    double mean = sum / (n + 2);
    return Math.sqrt(squares / (n + 2) - mean * mean) / Math.sqrt(n + 2);
  }

  /** A condition's mean over seeds. */
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
