package org.shaketable.analytics.stats.curve;

import java.util.List;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.descriptive.Rounding;

/**
 * Scale on which 0 is the untrained network and 1 the median final performance of clean runs.
 *
 * <pre>normalised(s) = (s - untrained) / (trained - untrained)</pre>
 *
 * Higher is better on this scale whatever the direction of the performance is.
 *
 * <ul>
 *   <li>clean runs that diverged have no final performance and are left out of the median
 *   <li>no clean run, or ones no better than untrained beyond rounding: the scale is not
 *       {@linkplain #defined() defined} and every normalised value is NaN, so that no run counts as
 *       competent
 *   <li>shifting or scaling (by a positive factor) all performances changes no normalised value
 * </ul>
 *
 * @param untrained median performance at evaluation 0 of the workload's clean runs
 * @param trained median final performance of the workload's clean runs
 * @param direction which performances are the better ones
 */
public record Normalisation(double untrained, double trained, Direction direction) {
  /** A scale that is not defined. */
  public static final Normalisation UNDEFINED = higher(Double.NaN, Double.NaN);

  /** The scale of performances of which higher ones are better. */
  public static Normalisation higher(double untrained, double trained) {
    return new Normalisation(untrained, trained, Direction.HIGHER);
  }

  /** The scale of a workload from its clean runs, of which higher performances are better. */
  public static Normalisation of(List<Curve> clean) {
    return higher(
        median(clean.stream().mapToDouble(curve -> curve.performance(0)).toArray()),
        median(clean.stream().mapToDouble(Curve::finalPerformance).toArray()));
  }

  private static double median(double[] values) {
    return Percentiles.median(Percentiles.withoutNaN(values));
  }

  /** Whether the clean runs end better than they began. */
  public boolean defined() {
    double gain = Rounding.difference(trained, untrained);
    return direction.better(gain, 0) && Double.isFinite(gain);
  }

  /** One performance on this scale. */
  public double normalise(double performance) {
    return defined() ? (performance - untrained) / (trained - untrained) : Double.NaN;
  }

  /** The curve with every performance on this scale; losses stay as they are. */
  public Curve normalise(Curve curve) {
    double[] performance = curve.performances();
    for (int i = 0; i < performance.length; i++) {
      performance[i] = normalise(performance[i]);
    }
    return curve.withPerformance(performance);
  }
}
