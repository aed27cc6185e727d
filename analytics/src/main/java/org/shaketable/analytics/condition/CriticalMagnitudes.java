package org.shaketable.analytics.condition;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.dose.CriticalBootstrap;
import org.shaketable.analytics.stats.dose.Dose;
import org.shaketable.analytics.stats.dose.DoseResponse;
import org.shaketable.analytics.stats.dose.LogisticFit;
import org.shaketable.analytics.stats.dose.Monotonicity;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.table.CriticalMagnitudeRow;
import org.shaketable.analytics.table.DoseCurveKey;

/**
 * The table {@code critical_magnitudes}: the magnitude at which half of the runs that had learned
 * collapse, or the reason why there is none among those tried. Its interval is that of the
 * likelihood ratio; those of the delta method and the bootstrap stand beside. Magnitude 0, the
 * identity, has no place on a logarithmic dose.
 */
public final class CriticalMagnitudes {
  /** Each replicate of the bootstrap fits a logistic curve, so fewer are drawn. */
  private static final int REPLICATES = 2_000;

  private CriticalMagnitudes() {}

  /** One row per workload, family, schedule and stochasticity. */
  public static List<CriticalMagnitudeRow> of(List<JudgedRun> runs, AnalyticsSettings settings) {
    Map<DoseCurveKey, List<JudgedRun>> groups =
        runs.stream()
            .filter(run -> !run.failed() && run.learned() && run.condition().magnitude() > 0)
            .collect(
                Collectors.groupingBy(
                    run -> run.condition().curve(), TreeMap::new, Collectors.toList()));
    return groups.entrySet().parallelStream()
        .map(group -> row(group.getKey(), doses(group.getValue()), settings))
        .toList();
  }

  private static List<Dose> doses(List<JudgedRun> runs) {
    return runs.stream()
        .map(run -> new Dose(run.condition().magnitude(), 1, run.collapsed() ? 1 : 0))
        .toList();
  }

  private static CriticalMagnitudeRow row(
      DoseCurveKey curve, List<Dose> doses, AnalyticsSettings settings) {
    BootstrapSettings bootstrap =
        new BootstrapSettings(
            settings.seed() ^ Seeds.of(SeedText.of(curve), "critical"),
            Math.min(settings.replicates(), REPLICATES),
            settings.level());
    DoseResponse response = DoseResponse.of(doses);
    Interval none = Interval.unbounded(Double.NaN, settings.level(), doses.size());
    Interval critical = response.likelihood(settings.level()).orElse(none);
    Interval delta = response.critical(settings.level()).orElse(none);
    Interval resampled = CriticalBootstrap.of(doses, bootstrap);
    Monotonicity monotone = Monotonicity.of(doses, bootstrap);
    return new CriticalMagnitudeRow(
        curve,
        critical.estimate(),
        critical.lower(),
        critical.upper(),
        settings.level(),
        delta.lower(),
        delta.upper(),
        resampled.lower(),
        resampled.upper(),
        response.fit().map(LogisticFit::intercept).orElse(Double.NaN),
        response.fit().map(LogisticFit::slope).orElse(Double.NaN),
        response.fit().map(LogisticFit::slopeP).orElse(Double.NaN),
        monotone.holds(1 - settings.level()),
        monotone.p(),
        doses.size(),
        response.statement().orElse(null));
  }
}
