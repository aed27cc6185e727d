package org.shaketable.analytics.stats.coverage;

import java.util.function.Function;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Samples of one size from one population with a known truth, and the interval made of each.
 *
 * @param statistic the statistic and its kind of interval
 * @param population the population that is drawn from
 * @param sample size, in words
 * @param draw makes a sample that is a pure function of its stream, and its interval
 */
public record Scenario(
    String statistic, String population, String sample, Function<Draws, Trial> draw) {
  private static final double ROUNDING = 1e-12;

  /** The interval of one sample and the truth that it should hold. */
  public record Trial(double truth, Interval interval) {
    boolean defined() {
      return !Double.isNaN(interval.lower()) && !Double.isNaN(interval.upper());
    }

    boolean holds() {
      return interval.lower() <= truth + ROUNDING && truth - ROUNDING <= interval.upper();
    }
  }

  /** A scenario with one truth. */
  static Scenario of(
      String statistic,
      String population,
      String sample,
      double truth,
      Function<Draws, Interval> interval) {
    return new Scenario(
        statistic, population, sample, draws -> new Trial(truth, interval.apply(draws)));
  }

  /** How often the intervals of so many samples hold the truth. */
  public Coverage simulate(int samples, long seed) {
    int covered = 0;
    int undefined = 0;
    for (int i = 0; i < samples; i++) {
      Trial trial = draw.apply(Draws.of(seed, i));
      undefined += trial.defined() ? 0 : 1;
      covered += trial.defined() && trial.holds() ? 1 : 0;
    }
    return new Coverage(this, samples - undefined, undefined, covered);
  }
}
