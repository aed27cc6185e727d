package org.shaketable.analytics.stats.dose;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.shaketable.analytics.stats.interval.Bisection;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.ProportionInterval;

/**
 * The magnitude at which half of the runs, or another share, have the outcome, by {@link
 * PenalisedFit}, with the interval of the profile of its penalised likelihood: all magnitudes m
 * with
 *
 * <pre>2 (max l* - max over slopes b of l*(logit(share) - b log10 m, b)) &lt;= chi^2_1(level)</pre>
 *
 * <p>Where fewer than two magnitudes have runs with the outcome and runs without it, the slope is
 * the penalty's and not the data's (steep responses were covered to 64-87 %). Then there is no
 * estimate, and the bounds are a bracket between magnitudes tried: the last of those, from the
 * least on, at each of which fewer than the share are clearly lost, and the same from the largest
 * on with more than that, by the exact interval of Clopper and Pearson at each.
 *
 * <ul>
 *   <li>no magnitude, or a slope that is not above 0 by more than rounding: NaN without bounds
 *   <li>a bound of the profile further than two decades outside the magnitudes tried, or an end of
 *       the bracket that no magnitude shows: infinite or 0, for the sample does not say where it is
 *   <li>scaling the magnitudes scales all three
 * </ul>
 *
 * Sources: Heinze and Schemper 2002, doi:10.1002/sim.1047; Venzon and Moolgavkar 1988,
 * doi:10.2307/2347496.
 */
public final class PenalisedInterval {
  private static final double REACH = 2;

  /** Logits over all magnitudes that the fit's rounding can make of equal shares. */
  private static final double FLAT = 1e-9;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** The slope to 4e-10 of itself: at its maximum the likelihood differs by less than rounding. */
  private static final int SECTIONS = 45;

  private final List<DoseCount> doses;
  private final PenalisedFit fit;
  private final double logit;
  private final double limit;

  private PenalisedInterval(List<DoseCount> doses, PenalisedFit fit, double logit, double level) {
    this.doses = doses;
    this.fit = fit;
    this.logit = logit;
    this.limit = ChiSquaredDistribution.of(1).inverseCumulativeProbability(level);
  }

  /** The critical magnitude of doses, whose magnitudes may repeat. */
  public static Interval of(List<DoseCount> given, double level) {
    return of(given, 0.5, level);
  }

  /**
   * The magnitude at which a share of the runs has the outcome.
   *
   * @param share in (0, 1); at 1 no magnitude is large enough: bounds of infinity, or of none
   */
  public static Interval of(List<DoseCount> given, double share, double level) {
    List<DoseCount> doses = DoseCount.merged(given);
    long n = doses.stream().mapToLong(DoseCount::trials).sum();
    if (doses.stream().filter(PenalisedInterval::mixed).count() < 2) {
      return bracket(doses, share, level, n);
    }
    PenalisedFit fit = PenalisedFit.of(doses);
    double decades =
        Math.log10(doses.get(doses.size() - 1).magnitude()) - Math.log10(doses.get(0).magnitude());
    if (!(fit.slope() * decades > FLAT)) {
      return Interval.unbounded(Double.NaN, level, n);
    }
    double logit = Math.log(share / (1 - share));
    PenalisedInterval profile = new PenalisedInterval(doses, fit, logit, level);
    double least = Math.log10(doses.get(0).magnitude()) - REACH;
    double most = Math.log10(doses.get(doses.size() - 1).magnitude()) + REACH;
    double centre = fit.centre(logit);
    return new Interval(
        Math.pow(10, centre),
        centre <= least ? 0 : profile.bound(centre, least, 0),
        centre >= most
            ? Double.POSITIVE_INFINITY
            : profile.bound(centre, most, Double.POSITIVE_INFINITY),
        level,
        n);
  }

  private static boolean mixed(DoseCount dose) {
    return dose.collapses() > 0 && dose.collapses() < dose.trials();
  }

  /** Tests in a fixed order, each only after those before it: no correction for their number. */
  private static Interval bracket(List<DoseCount> doses, double target, double level, long n) {
    if (doses.isEmpty()) {
      return Interval.unbounded(Double.NaN, level, 0);
    }
    double lower = 0;
    double upper = Double.POSITIVE_INFINITY;
    for (int i = 0; i < doses.size() && share(doses.get(i), level).upper() < target; i++) {
      lower = doses.get(i).magnitude();
    }
    for (int i = doses.size() - 1; i >= 0 && share(doses.get(i), level).lower() > target; i--) {
      upper = doses.get(i).magnitude();
    }
    return lower > upper
        ? Interval.unbounded(Double.NaN, level, n)
        : new Interval(Double.NaN, lower, upper, level, n);
  }

  private static Interval share(DoseCount dose, double level) {
    return ProportionInterval.CLOPPER_PEARSON.of(dose.collapses(), dose.trials(), level);
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

  /** The largest penalised likelihood of a rising curve through the share at a magnitude. */
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
    return PenalisedFit.penalised(doses, critical, logit, slope);
  }
}
