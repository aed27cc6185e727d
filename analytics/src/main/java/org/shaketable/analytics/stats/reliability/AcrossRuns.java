package org.shaketable.analytics.stats.reliability;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.descriptive.Spread;

/**
 * Dispersion and risk across the runs of one condition at given steps.
 *
 * <ul>
 *   <li>a run without an evaluation at (or near enough) a step, for one because it diverged, is
 *       left out there; count it with {@link #valuesAt}
 *   <li>no run left: NaN; one run: dispersion 0 (standard deviation NaN)
 *   <li>the order of the runs does not matter
 * </ul>
 *
 * Smaller dispersion and a higher lower tail are more stable. Source: arXiv 1912.05663.
 *
 * @param curves the runs, filtered with {@link LowPass} first if their noise should not count
 * @param window evaluations closer than half of it to a step stand for it; 0: only those at the
 *     step
 */
public record AcrossRuns(List<Curve> curves, double window) {
  public AcrossRuns {
    curves = List.copyOf(curves);
  }

  /** Performance of each run that has a value at that step. */
  public double[] valuesAt(double step) {
    return curves.stream()
        .flatMapToDouble(curve -> nearest(curve, step).stream().mapToDouble(curve::performance))
        .toArray();
  }

  /** Dispersion across runs. */
  public double dispersion(Spread spread, double step) {
    return spread.of(valuesAt(step));
  }

  /** Conditional value at risk across runs. */
  public double risk(Tail tail, double alpha, double step) {
    return tail.mean(valuesAt(step), alpha);
  }

  /** Median over runs of {@link WithinRun#range}, to divide dispersions by. */
  public double medianRange() {
    return Percentiles.median(curves.stream().mapToDouble(WithinRun::range).toArray());
  }

  private OptionalInt nearest(Curve curve, double step) {
    return IntStream.range(0, curve.length())
        .boxed()
        .min(
            (a, b) ->
                Double.compare(Math.abs(curve.step(a) - step), Math.abs(curve.step(b) - step)))
        .filter(
            i -> {
              double distance = Math.abs(curve.step(i) - step);
              return window > 0 ? distance < window / 2 : distance == 0;
            })
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }
}
