package org.shaketable.analytics.detection;

import java.util.Arrays;
import java.util.Locale;
import org.shaketable.analytics.stats.detection.PastWindow;
import org.shaketable.analytics.stats.warning.Indicator;

/**
 * Early-warning signal: an indicator of the performance in the window of the latest evaluations,
 * around its line. Of skewness the size, for it may grow either way.
 *
 * @param signal the indicator whose trend is the score
 */
record EarlyWarning(Signal signal) implements Detector {
  private static final long serialVersionUID = 1;

  private static final int WINDOW = 20;

  /** What is taken of the window. */
  enum Signal {
    VARIANCE(Indicator.VARIANCE),
    AUTOCORRELATION(Indicator.AUTOCORRELATION_1),
    SKEWNESS(Indicator.SKEWNESS);

    private final Indicator indicator;

    Signal(Indicator indicator) {
      this.indicator = indicator;
    }
  }

  @Override
  public String name() {
    return signal.name().toLowerCase(Locale.ROOT) + "_warning";
  }

  @Override
  public double[] scores(Observed run) {
    double[] warning =
        PastWindow.warning(run.past().detrended(run.performance(), WINDOW), signal.indicator);
    if (signal == Signal.SKEWNESS) {
      Arrays.setAll(warning, i -> Math.abs(warning[i]));
    }
    return warning;
  }
}
