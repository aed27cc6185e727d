package org.shaketable.analytics.stats.dose;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.shaketable.analytics.stats.interval.Bisection;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * The magnitude at which half of the runs have the outcome, by {@link PenalisedFit}, with the
 * interval of the profile of its penalised likelihood: all magnitudes m with
 *
 * <pre>2 (max l* - max over slopes b of l*(-b log10 m, b)) &lt;= chi^2_1(level)</pre>
 *
 * <ul>
 *   <li>fewer than two magnitudes, or a slope that is not above 0: NaN without bounds
 *   <li>a bound further than two decades outside the magnitudes tried: infinite or 0, for the
 *       sample does not say where it is
 *   <li>scaling the magnitudes scales all three
 * </ul>
 *
 * Sources: Heinze and Schemper 2002, doi:10.1002/sim.1047; Venzon and Moolgavkar 1988,
 * doi:10.2307/2347496.
 */
public final class PenalisedInterval {
  private static final double REACH = 2;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int SECTIONS = 80;

  private final List<Dose> doses;
  private final PenalisedFit fit;
  private final double limit;

  private PenalisedInterval(List<Dose> doses, PenalisedFit fit, double level) {
    this.doses = doses;
    this.fit = fit;
    this.limit = ChiSquaredDistribution.of(1).inverseCumulativeProbability(level);
  }

  /** The critical magnitude of doses, whose magnitudes may repeat. */
  public static Interval of(List<Dose> given, double level) {
    List<Dose> doses = Dose.merged(given);
    long n = doses.stream().mapToLong(Dose::trials).sum();
    PenalisedFit fit = doses.size() < 2 ? null : PenalisedFit.of(doses);
    if (fit == null || !(fit.slope() > 0)) {
      return Interval.unbounded(Double.NaN, level, n);
    }
    PenalisedInterval profile = new PenalisedInterval(doses, fit, level);
    double least = Math.log10(doses.get(0).magnitude()) - REACH;
    double most = Math.log10(doses.get(doses.size() - 1).magnitude()) + REACH;
    double centre = fit.centre();
    return new Interval(
        Math.pow(10, centre),
        centre <= least ? 0 : profile.bound(centre, least, 0),
        centre >= most
            ? Double.POSITIVE_INFINITY
            : profile.bound(centre, most, Double.POSITIVE_INFINITY),
        level,
        n);
  }

  private double bound(double centre, double end, double beyond) {
    if (inside(end)) {
      return beyond;
    }
    return Math.pow(10, Bisection.last(this::inside, centre, end));
  }

  private boolean inside(double critical) {
    return 2 * (fit.logLikelihood() - profile(critical)) <= limit;
  }

  /** The largest penalised likelihood of a rising curve through one half at a magnitude. */
  private double profile(double critical) {
    double low = 0;
    double high = 1;
    while (high < 1e6 && at(critical, 2 * high) > at(critical, high)) {
      high *= 2;
    }
    high *= 2;
    for (int i = 0; i < SECTIONS; i++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (at(critical, left) < at(critical, right)) {
        low = left;
      } else {
        high = right;
      }
    }
    return at(critical, (low + high) / 2);
  }

  private double at(double critical, double slope) {
    return PenalisedFit.penalised(doses, critical, 0, slope);
  }
}
