package org.shaketable.analytics.stats.trial;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.descriptive.Rounding;
import org.shaketable.analytics.stats.interval.ClusteredShare;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.ProportionInterval;

/**
 * An outcome as it is, as it is of the runs set beside (placebos, or another configuration at the
 * same exposures), and the difference of both, paired by seed.
 *
 * <p>The sampling unit is the seed: runs of one seed under several conditions are one cluster,
 * whose mean counts. Events of one condition have Wilson's interval and their paired difference
 * Tango's ({@link PairedDifference}); all else is the mean over seeds with {@link ClusteredShare},
 * the difference d as that of (1 + d) / 2, which is a share, too.
 *
 * <ul>
 *   <li>values that are not known are left out; the n of each interval counts what is left: runs of
 *       one condition, seeds of several, pairs of the difference
 *   <li>no run beside: its estimate and the difference are NaN without bounds
 *   <li>the order of the runs does not matter
 * </ul>
 *
 * @param own the outcome as it is
 * @param other the outcome of the runs beside them
 * @param difference own less other, over the seeds that have both
 */
public record Comparison(Interval own, Interval other, Interval difference) {

  /** The comparison at a nominal level such as 0.95. */
  public static Comparison of(
      Outcome.Scale scale, Collection<PairedOutcome> outcomes, double level) {
    List<PairedOutcome> both =
        outcomes.stream()
            .filter(pair -> !Double.isNaN(pair.own()) && !Double.isNaN(pair.other()))
            .toList();
    return new Comparison(
        mean(scale, outcomes, PairedOutcome::own, level),
        mean(scale, outcomes, PairedOutcome::other, level),
        difference(scale, both, level));
  }

  private static Interval mean(
      Outcome.Scale scale,
      Collection<PairedOutcome> outcomes,
      ToDoubleFunction<PairedOutcome> side,
      double level) {
    List<PairedOutcome> known =
        outcomes.stream().filter(pair -> !Double.isNaN(side.applyAsDouble(pair))).toList();
    if (scale == Outcome.Scale.EVENT && single(known)) {
      long events = known.stream().filter(pair -> side.applyAsDouble(pair) == 1).count();
      return ProportionInterval.WILSON.of(events, known.size(), level);
    }
    return ClusteredShare.of(seedMeans(known, side), level);
  }

  private static Interval difference(Outcome.Scale scale, List<PairedOutcome> both, double level) {
    if (scale == Outcome.Scale.EVENT && single(both)) {
      boolean[] first = new boolean[both.size()];
      boolean[] second = new boolean[both.size()];
      for (int i = 0; i < first.length; i++) {
        first[i] = both.get(i).own() == 1;
        second[i] = both.get(i).other() == 1;
      }
      return PairedDifference.of(first, second).interval(level);
    }
    double[] means = seedMeans(both, pair -> Rounding.difference(pair.own(), pair.other()));
    Moments moments = Moments.of(means);
    return moments.count() == 0
        ? Interval.unbounded(Double.NaN, level, 0)
        : moments.variance() > 0
            ? wider(shared(means, level), student(moments, level))
            : alike(moments, level);
  }

  /** All seeds differ alike, as others need not: as far off as z^2 / (n + z^2) of them may be. */
  private static Interval alike(Moments means, double level) {
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    double others = z * z / (means.count() + z * z);
    double difference = means.average();
    return new Interval(
        difference,
        difference - others * (1 + difference),
        difference + others * (1 - difference),
        level,
        means.count());
  }

  private static Interval wider(Interval one, Interval other) {
    return new Interval(
        one.estimate(),
        Math.min(one.lower(), other.lower()),
        Math.max(one.upper(), other.upper()),
        one.level(),
        one.n());
  }

  private static Interval student(Moments means, double level) {
    double n = means.count();
    return Interval.student(
            means.average(), Math.sqrt(means.variance() / n), n - 1, level, means.count())
        .within(-1, 1);
  }

  private static Interval shared(double[] means, double level) {
    Interval share =
        ClusteredShare.of(Arrays.stream(means).map(mean -> (1 + mean) / 2).toArray(), level);
    return new Interval(
        2 * share.estimate() - 1, 2 * share.lower() - 1, 2 * share.upper() - 1, level, share.n());
  }

  private static boolean single(List<PairedOutcome> known) {
    return known.stream().map(PairedOutcome::seed).distinct().count() == known.size();
  }

  /** The mean of each seed, in the order of the seeds. */
  private static double[] seedMeans(
      List<PairedOutcome> known, ToDoubleFunction<PairedOutcome> value) {
    return known.stream()
        .collect(
            Collectors.groupingBy(
                PairedOutcome::seed, TreeMap::new, Collectors.averagingDouble(value)))
        .values()
        .stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
