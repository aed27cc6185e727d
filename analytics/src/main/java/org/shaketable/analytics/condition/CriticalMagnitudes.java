package org.shaketable.analytics.condition;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.dose.DoseCount;
import org.shaketable.analytics.stats.dose.Monotonicity;
import org.shaketable.analytics.stats.dose.NoCriticalMagnitude;
import org.shaketable.analytics.stats.dose.PenalisedFit;
import org.shaketable.analytics.stats.dose.PenalisedInterval;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.trial.Outcome;
import org.shaketable.analytics.stats.trial.TrendTest;
import org.shaketable.analytics.table.CriticalMagnitudeRow;
import org.shaketable.analytics.table.DoseCurveKey;

/**
 * The table {@code critical_magnitudes}: the magnitude at which half of the runs are lost, with its
 * interval by the penalised likelihood, or a bracket between magnitudes tried, or the reason why
 * there is none. Magnitude 0, the identity, has no place on a logarithmic dose.
 */
public final class CriticalMagnitudes {
  private static final int PERMUTATIONS = 2_000;

  private CriticalMagnitudes() {}

  /** One row per workload, family, schedule and stochasticity. */
  public static List<CriticalMagnitudeRow> of(
      List<JudgedRun> runs, Placebos placebos, AnalyticsSettings settings) {
    Map<DoseCurveKey, List<JudgedRun>> groups =
        runs.stream()
            .filter(run -> !Double.isNaN(run.lost()) && run.condition().magnitude() > 0)
            .collect(
                Collectors.groupingBy(
                    run -> run.condition().curve(), TreeMap::new, Collectors.toList()));
    return groups.entrySet().parallelStream()
        .map(group -> row(group.getKey(), group.getValue(), placebos, settings))
        .toList();
  }

  private static CriticalMagnitudeRow row(
      DoseCurveKey curve, List<JudgedRun> runs, Placebos placebos, AnalyticsSettings settings) {
    List<DoseCount> doses = runs.stream().map(JudgedRun::dose).toList();
    BootstrapSettings draws =
        new BootstrapSettings(
            settings.seed() ^ Seeds.of(SeedText.of(curve), "critical"),
            Math.min(settings.replicates(), PERMUTATIONS),
            settings.level());
    Interval critical = PenalisedInterval.of(doses, settings.level());
    Monotonicity monotone = Monotonicity.of(doses, draws);
    Optional<PenalisedFit> fit =
        doses.stream().map(DoseCount::magnitude).distinct().count() < 2
            ? Optional.empty()
            : Optional.of(PenalisedFit.of(doses));
    return new CriticalMagnitudeRow(
        curve,
        critical.estimate(),
        critical.lower(),
        critical.upper(),
        settings.level(),
        bounds(critical),
        fit.map(PenalisedFit::intercept).orElse(Double.NaN),
        fit.map(PenalisedFit::slope).orElse(Double.NaN),
        trend(runs, draws),
        monotone.holds(1 - settings.level()),
        monotone.p(),
        runs.stream()
            .mapToDouble(run -> placebos.pair(Outcome.LOST, run).other())
            .filter(lost -> !Double.isNaN(lost))
            .average()
            .orElse(Double.NaN),
        abovePlacebo(doses, ChanceLoss.of(runs, placebos, settings.level()), settings.level()),
        doses.size(),
        reason(critical, doses));
  }

  /**
   * Where half are lost of those that chance leaves (Abbott 1925): the more it takes, the larger is
   * the magnitude, so that each bound is that of the bound of what it takes.
   */
  private static CriticalMagnitudeRow.AbovePlacebo abovePlacebo(
      List<DoseCount> doses, Interval chance, double level) {
    return new CriticalMagnitudeRow.AbovePlacebo(
        half(doses, chance.estimate(), level).estimate(),
        half(doses, chance.lower(), level).lower(),
        half(doses, chance.upper(), level).upper());
  }

  private static Interval half(List<DoseCount> doses, double chance, double level) {
    return Double.isNaN(chance) || chance >= 1
        ? Interval.unbounded(Double.NaN, level, doses.size())
        : PenalisedInterval.of(doses, (1 + chance) / 2, level);
  }

  private static String bounds(Interval critical) {
    return !Double.isNaN(critical.estimate())
        ? "profile"
        : Double.isNaN(critical.lower()) ? null : "bracket";
  }

  private static String reason(Interval critical, List<DoseCount> doses) {
    if (!Double.isNaN(critical.estimate())) {
      return null;
    }
    int lost = doses.stream().mapToInt(DoseCount::collapses).sum();
    NoCriticalMagnitude why =
        lost == 0
            ? NoCriticalMagnitude.NO_COLLAPSE
            : lost == doses.size()
                ? NoCriticalMagnitude.ALL_COLLAPSE
                : doses.stream().map(DoseCount::magnitude).distinct().count() < 2
                    ? NoCriticalMagnitude.ONE_MAGNITUDE
                    : Double.isNaN(critical.lower())
                        ? NoCriticalMagnitude.NOT_INCREASING
                        : NoCriticalMagnitude.SEPARATED;
    return why.sentence();
  }

  /** Seeds x magnitudes, the logarithms of the magnitudes being the doses. */
  private static double trend(List<JudgedRun> runs, BootstrapSettings draws) {
    double[] magnitudes =
        runs.stream().mapToDouble(run -> run.condition().magnitude()).distinct().sorted().toArray();
    Map<Integer, double[]> seeds = new TreeMap<>();
    for (JudgedRun run : runs) {
      double[] row =
          seeds.computeIfAbsent(
              run.facts().replicate(),
              seed -> {
                double[] unknown = new double[magnitudes.length];
                Arrays.fill(unknown, Double.NaN);
                return unknown;
              });
      row[Arrays.binarySearch(magnitudes, run.condition().magnitude())] = run.lost();
    }
    return TrendTest.p(
        Arrays.stream(magnitudes).map(Math::log10).toArray(),
        seeds.values().toArray(double[][]::new),
        draws.replicates(),
        draws.seed());
  }
}
