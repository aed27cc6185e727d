package org.shaketable.analytics.stats.metastate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.shaketable.analytics.stats.bootstrap.Jackknife;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * How many directions share the variance, beside what each feature alone would make of it.
 *
 * <pre>
 * ratio = (sum of eigenvalues)^2 / sum of their squares, 1 to the number of features
 * p of a null = (1 + #{draws whose ratio is at most that of the data}) / (draws + 1)
 * </pre>
 *
 * <p>Unlike the components kept it needs no threshold, and the scale of the eigenvalues does not
 * matter. The fewer directions, the lower. Its interval is Student's by leaving out a group of runs
 * at a time. Sources: Gao et al. 2017, doi:10.1101/214262, who call it so; Tukey's jackknife.
 *
 * <ul>
 *   <li>fewer than two groups, or groups that all leave the same: no bounds
 *   <li>NaN without some group, or of all: no bounds, and NaN for every p
 *   <li>no draws: p of 1
 * </ul>
 *
 * @param interval the ratio; n counts runs
 * @param nulls what each null makes of it
 */
public record ParticipationRatio(Interval interval, Map<Surrogate, Null> nulls)
    implements Serializable {

  /**
   * What a null makes of it.
   *
   * @param median that of the draws
   * @param p of so few directions
   */
  public record Null(double median, double p) implements Serializable {
    static Null of(double ratio, double[] draws) {
      // Rounding must not make a draw that equals the data larger than they are.
      long atMost = Arrays.stream(draws).filter(draw -> draw <= ratio + 1e-9).count();
      return new Null(
          Percentiles.median(draws),
          Double.isNaN(ratio) ? Double.NaN : (1.0 + atMost) / (draws.length + 1));
    }
  }

  public ParticipationRatio {
    nulls = new EnumMap<>(nulls);
  }

  /**
   * That of data beside nulls.
   *
   * @param runs how many runs the data are of
   * @param without eigenvalues, or their shares, without each group of runs
   * @param draws the same of every draw of every null
   */
  public static ParticipationRatio of(
      int runs,
      double[] eigenvalues,
      double[][] without,
      Map<Surrogate, double[][]> draws,
      double level) {
    double ratio = of(eigenvalues);
    Map<Surrogate, Null> nulls = new EnumMap<>(Surrogate.class);
    draws.forEach((surrogate, spectra) -> nulls.put(surrogate, Null.of(ratio, each(spectra))));
    double error = Math.sqrt(Jackknife.variance(each(without)));
    return new ParticipationRatio(
        Interval.student(ratio, error, without.length - 1.0, level, runs)
            .within(1, eigenvalues.length),
        nulls);
  }

  private static double[] each(double[][] spectra) {
    return Arrays.stream(spectra).mapToDouble(ParticipationRatio::of).toArray();
  }

  /** The ratio of some eigenvalues, or of their shares. */
  public static double of(double[] eigenvalues) {
    double sum = Arrays.stream(eigenvalues).sum();
    return sum * sum / Arrays.stream(eigenvalues).map(value -> value * value).sum();
  }

  /**
   * The ratio of a symmetric matrix, whose eigenvalues need not be known for it: their sum is that
   * of the diagonal, and the sum of their squares that of all entries'.
   */
  public static double of(double[][] symmetric) {
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < symmetric.length; i++) {
      trace += symmetric[i][i];
      for (double entry : symmetric[i]) {
        squares += entry * entry;
      }
    }
    return trace * trace / squares;
  }
}
