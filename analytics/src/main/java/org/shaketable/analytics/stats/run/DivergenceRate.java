package org.shaketable.analytics.stats.run;

import java.util.Arrays;
import org.shaketable.analytics.stats.descriptive.Rounding;

/**
 * Exponential rate at which a run leaves its clean twin, before saturation.
 *
 * <pre>rate = least-squares slope of ln d[t] over t, for t in the fit window</pre>
 *
 * The window begins at the first evaluation with a positive distance and ends before the first one
 * at or above the saturation level (half of the distance between independent seeds) or not finite.
 * In 1/step; smaller is more stable, negative means that the runs come together again.
 *
 * <ul>
 *   <li>fewer than three points in the window: rate and quality are NaN, with the points counted
 *   <li>a distance of 0 throughout: the run equals its twin, rate 0 with no points
 *   <li>no positive distance and some NaN: NaN with no points
 *   <li>distances of 0 inside the window are left out (their logarithm is not a number)
 *   <li>scaling all distances and the saturation by a positive factor changes nothing; scaling the
 *       steps divides the rate
 * </ul>
 *
 * @param rate the rate in 1/step
 * @param quality R squared of the fit; NaN where d is constant, up to rounding
 * @param points evaluations in the fit
 * @param standardError the standard error of the rate under independent residuals; NaN below three
 *     points, 0 where d grows exactly, up to rounding
 * @param firstStep the first step of the window; -1 if it is empty
 * @param lastStep the last step of the window; -1 if it is empty
 */
public record DivergenceRate(
    double rate, double quality, int points, double standardError, long firstStep, long lastStep) {
  private static final int MINIMUM = 3;

  /** Distances saturate without limit: for a workload whose independent runs are not known. */
  public static final double NO_SATURATION = Double.POSITIVE_INFINITY;

  /**
   * The rate of one run.
   *
   * @param steps the steps of the evaluations
   * @param distance the distance to the twin at each, in parameters or in function space
   * @param saturation level at which the fit stops
   */
  public static DivergenceRate of(long[] steps, double[] distance, double saturation) {
    int first = 0;
    while (first < distance.length && !(distance[first] > 0)) {
      first++;
    }
    int end = first;
    while (end < distance.length && distance[end] < saturation) {
      end++;
    }
    return fit(steps, distance, first, end);
  }

  private static DivergenceRate fit(long[] steps, double[] distance, int first, int end) {
    if (first == distance.length) {
      double rate = Arrays.stream(distance).allMatch(d -> d == 0) ? 0 : Double.NaN;
      return new DivergenceRate(rate, Double.NaN, 0, Double.NaN, -1, -1);
    }
    Line line = new Line(steps[first]);
    for (int i = first; i < end; i++) {
      if (distance[i] > 0) {
        line.add(steps[i], Math.log(distance[i]));
      }
    }
    long last = end > first ? steps[end - 1] : steps[first];
    if (line.n < MINIMUM) {
      return new DivergenceRate(Double.NaN, Double.NaN, line.n, Double.NaN, steps[first], last);
    }
    return new DivergenceRate(
        line.slope(), line.quality(), line.n, line.standardError(), steps[first], last);
  }

  /** Sums of a least-squares line, updated so that large steps lose no digits. */
  private static final class Line {
    private final long origin;
    private int n;
    private double meanX;
    private double meanY;
    private double sxx;
    private double sxy;
    private double syy;

    Line(long origin) {
      this.origin = origin;
    }

    void add(long step, double y) {
      n++;
      double x = step - origin;
      double dx = x - meanX;
      double dy = y - meanY;
      meanX += dx / n;
      meanY += dy / n;
      sxx += dx * (x - meanX);
      sxy += dx * (y - meanY);
      syy += dy * (y - meanY);
    }

    /** Whether d varies by rounding only, which moves ln d by as much in absolute terms. */
    private boolean constant() {
      return Rounding.only(Math.sqrt(syy / n), Math.max(1, Math.abs(meanY)));
    }

    double slope() {
      return constant() && sxx > 0 ? 0 : sxy / sxx;
    }

    double quality() {
      return constant() ? Double.NaN : sxy * sxy / (sxx * syy);
    }

    double standardError() {
      double residual = syy - sxy * sxy / sxx;
      // What is left of a difference of sums of squares is rounding of these.
      boolean line = constant() || Rounding.only(residual, syy);
      return line ? 0 : Math.sqrt(residual / (n - 2) / sxx);
    }
  }
}
