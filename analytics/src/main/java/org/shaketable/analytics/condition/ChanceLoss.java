package org.shaketable.analytics.condition;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.ProportionInterval;

/**
 * What chance alone loses beside the runs of a dose curve: the share of their placebos, each
 * counted once however many magnitudes share it, with the exact interval.
 */
final class ChanceLoss {
  private ChanceLoss() {}

  /** The share; NaN without placebo. */
  static Interval of(List<JudgedRun> runs, Placebos placebos, double level) {
    Map<String, Boolean> lost =
        runs.stream()
            .flatMap(run -> placebos.beside(run).stream())
            .filter(placebo -> !Double.isNaN(placebo.lost()))
            .collect(
                Collectors.toMap(JudgedRun::runId, placebo -> placebo.lost() > 0, (a, b) -> a));
    int n = lost.size();
    int k = (int) lost.values().stream().filter(one -> one).count();
    return n == 0
        ? Interval.unbounded(Double.NaN, level, 0)
        : ProportionInterval.CLOPPER_PEARSON.of(k, n, level);
  }
}
