package org.shaketable.analytics.stats.trial;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.bootstrap.Draws;

/**
 * Whether an outcome becomes more frequent with the dose, by permuting the outcomes of each seed
 * among its doses.
 *
 * <pre>T = sum over seeds and doses of x outcome;  p = (1 + #{T* &gt;= T}) / (1 + permutations)
 * </pre>
 *
 * <p>Were the dose without effect, a seed's outcomes could as well stand in any other order. So the
 * test is exact, whatever seeds have in common, and one-sided: a small p says that more is lost at
 * higher doses.
 *
 * <ul>
 *   <li>no seed with two doses: NaN
 *   <li>no event, or nothing else: p = 1
 *   <li>NaN is a dose that a seed lacks
 * </ul>
 *
 * Sources: Page 1963, doi:10.1080/01621459.1963.10500843 (ordered alternatives within blocks);
 * Phipson and Smyth 2010, doi:10.2202/1544-6115.1585, for p of drawn permutations.
 */
public final class TrendTest {
  private TrendTest() {}

  /**
   * The p-value.
   *
   * @param x one number a dose, such as the logarithm of the magnitude
   * @param outcomes seeds x doses
   */
  public static double p(double[] x, double[][] outcomes, int permutations, long seed) {
    double[][] known = new double[outcomes.length][];
    double[][] at = new double[outcomes.length][];
    boolean several = false;
    for (int s = 0; s < outcomes.length; s++) {
      double[] row = outcomes[s];
      int[] doses = IntStream.range(0, row.length).filter(d -> !Double.isNaN(row[d])).toArray();
      known[s] = Arrays.stream(doses).mapToDouble(d -> row[d]).toArray();
      at[s] = Arrays.stream(doses).mapToDouble(d -> x[d]).toArray();
      several |= doses.length > 1;
    }
    return several ? p(at, known, Draws.of(seed, 0), permutations) : Double.NaN;
  }

  private static double p(double[][] at, double[][] known, Draws draws, int permutations) {
    double observed = statistic(at, known);
    double tolerance = 1e-9 * (1 + Math.abs(observed));
    int atLeast = 0;
    for (int i = 0; i < permutations; i++) {
      for (double[] row : known) {
        shuffle(row, draws);
      }
      atLeast += statistic(at, known) >= observed - tolerance ? 1 : 0;
    }
    return (1.0 + atLeast) / (1.0 + permutations);
  }

  private static double statistic(double[][] at, double[][] outcomes) {
    double sum = 0;
    for (int s = 0; s < at.length; s++) {
      for (int d = 0; d < at[s].length; d++) {
        sum += at[s][d] * outcomes[s][d];
      }
    }
    return sum;
  }

  private static void shuffle(double[] values, Draws draws) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = draws.nextInt(i + 1);
      double swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }
}
