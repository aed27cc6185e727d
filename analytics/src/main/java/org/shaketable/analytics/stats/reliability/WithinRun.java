package org.shaketable.analytics.stats.reliability;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.descriptive.Spread;
import org.shaketable.analytics.stats.spectrum.Fourier;

/**
 * Reliability of a single learning curve.
 *
 * <p>A window of size w at step t holds the evaluations with steps in [t - w + 1, t]. Dispersion is
 * that of the rates of change d(performance) / d(step), each stamped with its later step, so that a
 * steady rise is no dispersion.
 *
 * <ul>
 *   <li>a window without enough evaluations: NaN
 *   <li>a diverged run is judged by the evaluations that it has
 *   <li>NaN performance in the window: NaN
 * </ul>
 *
 * Source: arXiv 1912.05663.
 */
public final class WithinRun {
  private static final double NEAR_THE_TOP = 95;

  private WithinRun() {}

  /** Dispersion of the rates of change in the window that ends at each of the steps. */
  public static double[] dispersion(Curve curve, Spread spread, double window, double... atSteps) {
    double[] rates = rates(curve);
    double[] steps = IntStream.range(1, curve.length()).mapToDouble(curve::step).toArray();
    return Arrays.stream(atSteps)
        .map(step -> spread.of(window(steps, rates, step, window)))
        .toArray();
  }

  /** Dispersion of all the rates of change. */
  public static double dispersion(Curve curve, Spread spread) {
    return spread.of(rates(curve));
  }

  /** Median performance in the window that ends at each of the steps. */
  public static double[] median(Curve curve, double window, double... atSteps) {
    double[] steps = Arrays.stream(curve.steps()).asDoubleStream().toArray();
    double[] performance = curve.performances();
    return Arrays.stream(atSteps)
        .map(step -> Percentiles.median(window(steps, performance, step, window)))
        .toArray();
  }

  /** Rates of change between neighbouring evaluations, per step. */
  public static double[] rates(Curve curve) {
    return IntStream.range(1, curve.length())
        .mapToDouble(
            i ->
                (curve.performance(i) - curve.performance(i - 1))
                    / (curve.step(i) - curve.step(i - 1)))
        .toArray();
  }

  /** 95th percentile of the curve less its first value: what it learned, for normalising. */
  public static double range(Curve curve) {
    return Percentiles.of(curve.performances(), NEAR_THE_TOP) - curve.performance(0);
  }

  /**
   * Share of the curve's power (without the mean) above a frequency, in cycles per step; the
   * evaluations must be evenly spaced. Smaller is more stable; NaN for a curve that is constant up
   * to rounding.
   */
  public static double highFrequencyEnergy(Curve curve, double frequency) {
    Fourier transform = Fourier.of(curve.performances());
    int n = curve.length();
    double unit = n < 2 ? Double.NaN : 1.0 / ((curve.step(1) - curve.step(0)) * n);
    double above = 0;
    double all = 0;
    // For even n the frequency n/2 counts as negative, as in NumPy's fftfreq.
    for (int k = 1; 2 * k < n; k++) {
      all += transform.power(k);
      above += k * unit > frequency ? transform.power(k) : 0;
    }
    return Moments.of(curve.performances()).m2() == 0 ? Double.NaN : above / all;
  }

  private static double[] window(double[] steps, double[] values, double end, double size) {
    return IntStream.range(0, steps.length)
        .filter(i -> steps[i] >= end - size + 1 && steps[i] <= end)
        .mapToDouble(i -> values[i])
        .toArray();
  }
}
