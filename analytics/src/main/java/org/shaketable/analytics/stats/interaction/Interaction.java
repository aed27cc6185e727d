package org.shaketable.analytics.stats.interaction;

import java.util.List;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Collapse under several perturbations at once against what their effects alone would give if they
 * were independent of each other.
 *
 * <pre>
 * expected    = 1 - (1 - p1) (1 - p2) ...
 * interaction = p - expected,   in [-1, 1]
 * </pre>
 *
 * with {@code p} the collapse probability under all and {@code pi} under one alone. Positive: the
 * perturbations make each other worse; negative: one hides, or takes the edge off, the other.
 *
 * <p>Interval: each probability has Wilson's; distances to its limits are carried through the
 * product and the difference as root sums of squares, as Newcombe does for a difference of two
 * proportions, with the term of second order in the product's upper limit, which alone remains
 * where all collapse. It takes the conditions as independent samples; replicates that share their
 * seeds make it too wide rather than too narrow. Its coverage is simulated in the test.
 *
 * <ul>
 *   <li>a condition without runs: expected, interaction and bounds are NaN
 * </ul>
 *
 * @param rate collapse probability under all at once
 * @param expected what it would be if they were independent
 * @param interaction their difference, with its interval
 */
public record Interaction(double rate, double expected, Interval interaction) {

  /** The interaction of the parts of a condition. */
  public static Interaction of(Collapses all, List<Collapses> alone, double level) {
    Interval survival = all.survival(level);
    Interval product = new Interval(1, 1, 1, level, 0);
    long runs = all.runs();
    for (Collapses part : alone) {
      product = times(product, part.survival(level));
      runs = Math.min(runs, part.runs());
    }
    double rate = 1 - survival.estimate();
    double expected = 1 - product.estimate();
    double difference = rate - expected;
    double lower = difference - hypot(survival.upper() - survival.estimate(), below(product));
    double upper = difference + hypot(below(survival), product.upper() - product.estimate());
    return new Interaction(
        rate,
        expected,
        Double.isNaN(difference)
            ? Interval.unbounded(Double.NaN, level, runs)
            : new Interval(difference, Math.max(-1, lower), Math.min(1, upper), level, runs));
  }

  private static Interval times(Interval a, Interval b) {
    double estimate = a.estimate() * b.estimate();
    double upA = a.upper() - a.estimate();
    double upB = b.upper() - b.estimate();
    double above = hypot(hypot(b.estimate() * upA, a.estimate() * upB), upA * upB);
    double below = hypot(b.estimate() * below(a), a.estimate() * below(b));
    return Double.isNaN(estimate)
        ? Interval.unbounded(estimate, a.level(), 0)
        : new Interval(
            estimate, Math.max(0, estimate - below), Math.min(1, estimate + above), a.level(), 0);
  }

  private static double below(Interval interval) {
    return interval.estimate() - interval.lower();
  }

  private static double hypot(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }

  /** What the interval says. */
  public String verdict() {
    if (Double.isNaN(interaction.estimate())) {
      return "undecided";
    }
    return interaction.lower() > 0
        ? "more than independent"
        : interaction.upper() < 0 ? "less than independent" : "independent as far as told";
  }
}
