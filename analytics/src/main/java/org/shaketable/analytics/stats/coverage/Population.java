package org.shaketable.analytics.stats.coverage;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.shaketable.analytics.stats.bootstrap.Draws;

/** Distributions of a number per run that samples are drawn from. */
enum Population {
  NORMAL(Draws::nextGaussian),
  UNIFORM(Draws::nextDouble),
  /** Skewed: waiting times. */
  EXPONENTIAL(draws -> -StrictMath.log(1 - draws.nextDouble())),
  /** Trajectory ratios: half of the runs nearly unhurt, the others anywhere below. */
  TWO_OUTCOMES(
      draws ->
          draws.nextDouble() < 0.5
              ? 1 - 0.05 * draws.nextDouble()
              : 0.2 + 0.6 * draws.nextDouble()),
  /** Two of five runs exactly unhurt, the others less and less often worse. */
  MOSTLY_UNHURT(
      draws -> draws.nextDouble() < 0.4 ? 1 : 1 - 0.3 * draws.nextDouble() * draws.nextDouble()),
  /** Final performances: three of ten runs have collapsed, the others are as clean ones. */
  SOME_COLLAPSED(
      draws ->
          draws.nextDouble() < 0.3
              ? Math.max(0, 0.1 * draws.nextGaussian())
              : 1 + 0.1 * draws.nextGaussian()),
  /** Leads of alarms: two of five collapses come without one, the others skewed. */
  LEADS(draws -> draws.nextDouble() < 0.4 ? 0 : -StrictMath.log(1 - draws.nextDouble()));

  /** Shapes that final performances take. */
  static final List<Population> FINAL =
      List.of(NORMAL, EXPONENTIAL, TWO_OUTCOMES, MOSTLY_UNHURT, SOME_COLLAPSED);

  private final ToDoubleFunction<Draws> draw;
  private final double[] whole;

  Population(ToDoubleFunction<Draws> draw) {
    this.draw = draw;
    this.whole = sample(200_000, Draws.of(99, ordinal()));
  }

  double draw(Draws draws) {
    return draw.applyAsDouble(draws);
  }

  double[] sample(int n, Draws draws) {
    double[] sample = new double[n];
    for (int i = 0; i < n; i++) {
      sample[i] = draw(draws);
    }
    return sample;
  }

  /** So many values that their statistics are the population's, within a few thousandths. */
  double[] whole() {
    return whole.clone();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
