package org.shaketable.analytics.detection;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.shaketable.analytics.stats.detection.DetrendedWindows;

/**
 * Early-warning signal: an indicator of the performance in the window of the latest evaluations,
 * around its line. Of skewness the size, for it may grow either way.
 *
 * @param signal the indicator that is the score
 */
record EarlyWarning(Signal signal) implements Detector {
  private static final long serialVersionUID = 1;

  private static final int WINDOW = 20;

  /** What is taken of the window. */
  enum Signal {
    VARIANCE(DetrendedWindows::variance),
    AUTOCORRELATION(DetrendedWindows::autocorrelation),
    SKEWNESS(DetrendedWindows::skewness);

    private final Function<DetrendedWindows, double[]> of;

    Signal(Function<DetrendedWindows, double[]> of) {
      this.of = of;
    }
  }

  @Override
  public String name() {
    return signal.name().toLowerCase(Locale.ROOT) + "_warning";
  }

  @Override
  public double[] scores(Observed run) {
    double[] warning = signal.of.apply(run.past().detrended(run.performance(), WINDOW));
    if (signal == Signal.SKEWNESS) {
      Arrays.setAll(warning, i -> Math.abs(warning[i]));
    }
    return warning;
  }
}
