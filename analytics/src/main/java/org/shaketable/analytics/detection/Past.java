package org.shaketable.analytics.detection;

import java.util.List;
import org.shaketable.analytics.metastate.Standardisation;
import org.shaketable.analytics.stats.detection.DetrendedWindows;

/** The windows of one run's past, made where a score asks for them and kept for the next one. */
final class Past {
  private final int rows;
  private final Standardisation scale;
  private final Standardisation.Columns columns;
  private List<String> features;
  private double[][] windows;
  private DetrendedWindows detrended;
  private int length;

  /**
   * The past of a run of so many rows.
   *
   * @param columns the run's by the scale
   */
  Past(int rows, Standardisation scale, Standardisation.Columns columns) {
    this.rows = rows;
    this.scale = scale;
    this.columns = columns;
  }

  /** The windows of these features, by evaluation; null where none is known. */
  double[][] windows(List<String> wanted) {
    if (!wanted.equals(features)) {
      windows = new FeatureWindows(wanted, scale).of(rows, columns, 1);
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
