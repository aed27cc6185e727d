package org.shaketable.analytics.precedence;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;

/**
 * What is visible of a run at each evaluation without any detector: performance now, its mean over
 * the latest five (by which collapses are judged), the loss now, and both as they were in the ten
 * evaluations before the onset. Missing values are NaN, and means leave them out.
 */
public final class Visible {
  /** Number of columns. */
  public static final int WIDTH = 5;

  private static final int SMOOTH = 5;
  private static final int BEFORE = 10;

  private Visible() {}

  /** Columns x rows. */
  public static double[][] of(Trajectory run, int onset) {
    double[] performance = run.column(TrajectoryColumns.PERFORMANCE);
    double[] loss = run.column(TrajectoryColumns.LOSS);
    double[] smooth = new double[performance.length];
    Arrays.setAll(smooth, i -> mean(performance, i, SMOOTH));
    double[] before = new double[performance.length];
    Arrays.fill(before, mean(performance, onset, BEFORE));
    double[] lossBefore = new double[performance.length];
    Arrays.fill(lossBefore, mean(loss, onset, BEFORE));
    return new double[][] {performance, smooth, loss, before, lossBefore};
  }

  private static double mean(double[] values, int last, int window) {
    DoubleSummaryStatistics finite = new DoubleSummaryStatistics();
    for (int i = Math.max(0, last + 1 - window); i <= last; i++) {
      if (Double.isFinite(values[i])) {
        finite.accept(values[i]);
      }
    }
    return finite.getCount() == 0 ? Double.NaN : finite.getAverage();
  }
}
