package org.shaketable.analytics.stats.reliability;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.analytics.stats.curve.Curve;

/**
 * Butterworth filter of order 8, run forwards and backwards so that it moves nothing in time.
 *
 * <p>Made of four second-order sections, which unlike the single polynomial keep their precision at
 * low thresholds. Both ends are continued by reflection in their last point, over at most 27
 * evaluations.
 *
 * <ul>
 *   <li>one evaluation, or none: unchanged
 *   <li>NaN: NaN throughout
 *   <li>linear: shifts and scales of the curve are kept
 *   <li>evaluations are taken as evenly spaced
 * </ul>
 *
 * Source: Butterworth 1930; bilinear transform with the threshold kept in place (Oppenheim and
 * Schafer, "Discrete-time signal processing", section 7.1).
 */
public final class LowPass {
  private static final int ORDER = 8;
  private static final int PADDING = 27;

  /** One section b0 (1 + 2 z + z^2) / (1 + a1 z + a2 z^2), of gain 1 for constants. */
  private record Section(double b0, double a1, double a2) {

    /** Runs the section over a series in place, started as if its first value had always been. */
    void run(double[] series) {
      double s0 = series[0] * (1 - b0);
      double s1 = series[0] * (b0 - a2);
      for (int i = 0; i < series.length; i++) {
        double x = series[i];
        double y = b0 * x + s0;
        s0 = 2 * b0 * x - a1 * y + s1;
        s1 = b0 * x - a2 * y;
        series[i] = y;
      }
    }
  }

  private final List<Section> sections = new ArrayList<>();

  private LowPass() {}

  /** The filter that halves the power at {@code threshold}, a fraction of the Nyquist frequency. */
  public static LowPass of(double threshold) {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "Invalid threshold: expected a number in (0, 1), found " + threshold);
    }
    LowPass filter = new LowPass();
    double k = Math.tan(Math.PI * threshold / 2);
    for (int i = 1; i <= ORDER / 2; i++) {
      double damping = 2 * Math.sin(Math.PI * (2 * i - 1) / (2 * ORDER));
      double norm = 1 + damping * k + k * k;
      filter.sections.add(
          new Section(k * k / norm, 2 * (k * k - 1) / norm, (1 - damping * k + k * k) / norm));
    }
    return filter;
  }

  /** The curve with its performance filtered. */
  public Curve filter(Curve curve) {
    return Curve.of(curve.steps(), filter(curve.performances()), curve.losses());
  }

  /** A filtered copy of a series. */
  public double[] filter(double[] series) {
    int n = series.length;
    if (n < 2) {
      return series.clone();
    }
    int padding = Math.min(n - 1, PADDING);
    double[] padded = new double[n + 2 * padding];
    System.arraycopy(series, 0, padded, padding, n);
    for (int i = 1; i <= padding; i++) {
      padded[padding - i] = 2 * series[0] - series[i];
      padded[padding + n - 1 + i] = 2 * series[n - 1] - series[n - 1 - i];
    }
    sections.forEach(section -> section.run(padded));
    reverse(padded);
    sections.forEach(section -> section.run(padded));
    reverse(padded);
    double[] filtered = new double[n];
    System.arraycopy(padded, padding, filtered, 0, n);
    return filtered;
  }

  private static void reverse(double[] series) {
    for (int i = 0, j = series.length - 1; i < j; i++, j--) {
      double swapped = series[i];
      series[i] = series[j];
      series[j] = swapped;
    }
  }
}
