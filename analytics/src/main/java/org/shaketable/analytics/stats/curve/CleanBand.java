package org.shaketable.analytics.stats.curve;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Where a whole new clean run stays, at every evaluation at once, with a stated probability.
 *
 * <pre>centre_t +- width scale_t</pre>
 *
 * <p>The centre is the median of the clean runs at the evaluation; the scale is half of their mean
 * absolute deviation from it and half of that deviation's mean over all evaluations, so that one
 * evaluation at which clean runs agree is no reason for a band without width. Each clean run's
 * score is its largest deviation from the others' centre, in the others' scale; of n scores the
 * width is the ceil((1 - alpha) (n + 1))-th smallest. Where n is so small that there is none, it is
 * the largest, and {@link #outside()} says what alpha was reached, 1 / (n + 1) at least.
 *
 * <ul>
 *   <li>it reaches as far as the longest clean run; past its end the bounds are NaN
 *   <li>a clean run that ends before the others, or is infinite somewhere, has left the band: its
 *       score is infinite
 *   <li>NaN is left out; {@link #runs(int)} says how many values remain
 *   <li>one or two clean runs: the band is their range, and alpha is not known (NaN)
 * </ul>
 *
 * Sources: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman 2018, doi:10.1080/01621459.2017.1307116,
 * for the conformal quantile; Diquigiovanni, Fontana and Vantini 2022,
 * doi:10.1016/j.jmva.2021.104879, for bands of whole curves. With the 5th to 95th percentile at
 * each evaluation instead, half of 16 clean runs left the band of the others.
 */
public final class CleanBand implements Serializable {
  private static final long serialVersionUID = 1;

  /** The probability of leaving the band, by default. */
  public static final double OUTSIDE = 0.1;

  private final double[] lower;
  private final double[] median;
  private final double[] upper;
  private final int[] runs;
  private final double outside;

  CleanBand(double[] lower, double[] median, double[] upper, int[] runs, double outside) {
    this.lower = lower;
    this.median = median;
    this.upper = upper;
    this.runs = runs;
    this.outside = outside;
  }

  /** The band of the performance of clean runs of one workload. */
  public static CleanBand of(List<Curve> clean) {
    return ofRows(clean.stream().map(Curve::performances).toList());
  }

  /** The band of any quantity, given as one row of evaluations per clean run. */
  public static CleanBand ofRows(List<double[]> rows) {
    return ofRows(rows, OUTSIDE);
  }

  /**
   * The band that a new clean run leaves with another probability.
   *
   * @param outside the probability that a new clean run leaves the band, in (0, 1)
   */
  public static CleanBand ofRows(List<double[]> rows, double outside) {
    return new Conformal(rows).band(outside);
  }

  /** The band on the scale of a workload, on which higher is better. */
  public CleanBand normalised(Normalisation scale) {
    double[] low = Arrays.stream(lower).map(scale::normalise).toArray();
    double[] high = Arrays.stream(upper).map(scale::normalise).toArray();
    boolean higher = scale.direction() == Direction.HIGHER;
    return new CleanBand(
        higher ? low : high,
        Arrays.stream(median).map(scale::normalise).toArray(),
        higher ? high : low,
        runs,
        outside);
  }

  /** Number of evaluations. */
  public int length() {
    return lower.length;
  }

  /** Probability that a new clean run leaves the band somewhere; NaN where it is not known. */
  public double outside() {
    return outside;
  }

  public double lower(int evaluation) {
    return evaluation < lower.length ? lower[evaluation] : Double.NaN;
  }

  public double median(int evaluation) {
    return evaluation < median.length ? median[evaluation] : Double.NaN;
  }

  public double upper(int evaluation) {
    return evaluation < upper.length ? upper[evaluation] : Double.NaN;
  }

  /** How many clean runs have a value at that evaluation. */
  public int runs(int evaluation) {
    return evaluation < runs.length ? runs[evaluation] : 0;
  }
}
