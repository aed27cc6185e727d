package org.shaketable.analytics.detection;

import java.util.Arrays;
import org.shaketable.analytics.baseline.CleanScales;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.stats.descriptive.Percentiles;

/**
 * How far performance lies below the clean runs' median at the same evaluation, in their scale:
 * what everybody sees. A scale below a twentieth of the usual one counts as that; where clean runs
 * never differ, the distance stays in the workload's unit.
 */
record PerformanceDrop() implements Detector {
  private static final long serialVersionUID = 1;
  private static final double FLOOR = 0.05;

  @Override
  public String name() {
    return "performance_below";
  }

  @Override
  public double[] scores(Observed run) {
    CleanScales clean = run.reference().scales();
    double[] scales =
        Arrays.stream(clean.scale()).mapToDouble(row -> row[CleanScales.PERFORMANCE]).toArray();
    double floor = FLOOR * Percentiles.median(Percentiles.withoutNaN(scales));
    double[] performance = run.performance();
    double[] scores = new double[performance.length];
    for (int i = 0; i < scores.length; i++) {
      int evaluation = run.trajectory().evaluation(i);
      scores[i] =
          evaluation < scales.length
              ? (median(run, clean, evaluation) - performance[i])
                  / width(Math.max(floor, scales[evaluation]))
              : Double.NaN;
    }
    return scores;
  }

  private static double median(Observed run, CleanScales clean, int evaluation) {
    double median = clean.centre()[evaluation][CleanScales.PERFORMANCE];
    return run.direction() == Direction.HIGHER ? median : -median;
  }

  private static double width(double scale) {
    return scale > 0 ? scale : 1;
  }
}
