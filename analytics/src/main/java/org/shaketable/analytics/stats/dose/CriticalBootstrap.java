package org.shaketable.analytics.stats.dose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Percentile interval of the critical magnitude, drawing runs anew within every magnitude.
 *
 * <p>A run collapses with the share found at its magnitude, (k + 1/8) / (n + 1/4) for k of n.
 * Drawing from the runs themselves would take a magnitude at which all ended alike for certain;
 * then the interval covers 87 to 93 %.
 *
 * <p>A draw whose outcomes are separated and rising counts with the geometric mean of the two
 * magnitudes between which its critical one must lie; a draw in which collapse does not become more
 * frequent, or nothing or everything collapses, has none and is left out.
 *
 * <ul>
 *   <li>the doses themselves have no critical magnitude: estimate and bounds NaN; two magnitudes:
 *       no bounds, as {@link DoseResponse} has it
 *   <li>the order of the doses does not matter
 * </ul>
 */
public final class CriticalBootstrap {
  private static final double PRIOR = 0.25;

  private CriticalBootstrap() {}

  /** The interval of the magnitude of 50 % collapse. */
  public static Interval of(Collection<DoseCount> doses, BootstrapSettings settings) {
    DoseResponse response = DoseResponse.of(doses);
    Interval found =
        response
            .likelihood(settings.level())
            .orElse(Interval.unbounded(Double.NaN, settings.level(), 0));
    if (Double.isNaN(found.lower())) {
      return found;
    }
    double[] draws = new double[settings.replicates()];
    Arrays.setAll(draws, i -> draw(response.doses(), Draws.of(settings.seed(), i)));
    double[] sorted = Percentiles.withoutNaN(draws);
    Arrays.sort(sorted);
    double tail = 50 * (1 - settings.level());
    return new Interval(
        found.estimate(),
        Percentiles.ofSorted(sorted, tail),
        Percentiles.ofSorted(sorted, 100 - tail),
        settings.level(),
        found.n());
  }

  private static double draw(List<DoseCount> doses, Draws draws) {
    List<DoseCount> drawn = new ArrayList<>(doses.size());
    for (DoseCount dose : doses) {
      double share = (dose.collapses() + PRIOR / 2) / (dose.trials() + PRIOR);
      int collapses = 0;
      for (int i = 0; i < dose.trials(); i++) {
        collapses += draws.nextDouble() < share ? 1 : 0;
      }
      drawn.add(new DoseCount(dose.magnitude(), dose.trials(), collapses));
    }
    return critical(DoseResponse.of(drawn));
  }

  private static double critical(DoseResponse response) {
    NoCriticalMagnitude reason = response.reason().orElse(null);
    if (reason == NoCriticalMagnitude.SEPARATED) {
      return Math.sqrt(
          response.lastSurvived().orElseThrow() * response.firstCollapsed().orElseThrow());
    }
    boolean fitted = reason == null || reason == NoCriticalMagnitude.OUT_OF_RANGE;
    return fitted ? Math.pow(10, response.effective(0.5).orElseThrow().log10()) : Double.NaN;
  }
}
