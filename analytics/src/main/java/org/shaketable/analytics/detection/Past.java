package org.shaketable.analytics.detection;

import java.util.List;
import org.shaketable.analytics.metastate.Standardisation;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.stats.detection.DetrendedWindows;

/** The windows of one run's past, made where a score asks for them and kept for the next one. */
final class Past {
  private final Trajectory run;
  private final Standardisation scale;
  private List<String> features;
  private double[][] windows;
  private DetrendedWindows detrended;
  private int length;

  Past(Trajectory run, Standardisation scale) {
    this.run = run;
    this.scale = scale;
  }

  /** The windows of these features, by evaluation; null where none is known. */
  double[][] windows(List<String> wanted) {
    if (!wanted.equals(features)) {
      windows = new FeatureWindows(wanted, scale).of(run, scale);
      features = wanted;
    }
    return windows;
  }

  /** The run's performance in windows beside their lines. */
  DetrendedWindows detrended(double[] performance, int window) {
    if (detrended == null || window != length) {
      detrended = DetrendedWindows.of(performance, window);
      length = window;
    }
    return detrended;
  }
}
