package org.shaketable.analytics.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.Exclusion;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ExclusionRow;

/**
 * The table {@code exclusions}: how many runs some statistic lacks, by configuration, reason and
 * statistic. Reasons without a run are not listed. Of every metric of the table {@code stability},
 * the runs that it rests on and those listed here as missing from it are all perturbed runs (of the
 * share of recoveries: all that collapsed).
 */
public final class Exclusions {
  /** Why runs are missing, and from which statistics. */
  private record Reason(String why, String missingFrom) {
    private static final Comparator<Reason> ORDER =
        Comparator.comparing(Reason::why).thenComparing(Reason::missingFrom);
  }

  private Exclusions() {}

  /** One row per configuration, reason and statistic. */
  public static List<ExclusionRow> of(List<JudgedRun> judged) {
    List<ExclusionRow> rows = new ArrayList<>();
    byConfiguration(JudgedRun.perturbed(judged)).forEach((key, runs) -> add(rows, key, runs));
    byConfiguration(JudgedRun.clean(judged)).forEach((key, runs) -> addClean(rows, key, runs));
    return rows;
  }

  private static Map<ConfigurationKey, List<JudgedRun>> byConfiguration(List<JudgedRun> runs) {
    return runs.stream()
        .collect(Collectors.groupingBy(JudgedRun::key, TreeMap::new, Collectors.toList()));
  }

  private static void addClean(
      List<ExclusionRow> rows, ConfigurationKey key, List<JudgedRun> clean) {
    int failed = (int) clean.stream().filter(JudgedRun::failed).count();
    if (failed > 0) {
      rows.add(
          new ExclusionRow(
              key,
              "clean_run_failed",
              "clean band, meta-state model, improvement_over_clean",
              failed,
              clean.size()));
    }
  }

  private static void add(List<ExclusionRow> rows, ConfigurationKey key, List<JudgedRun> runs) {
    runs.stream()
        .flatMap(run -> reasons(run).stream())
        .collect(
            Collectors.groupingBy(
                Function.identity(), () -> new TreeMap<>(Reason.ORDER), Collectors.counting()))
        .forEach(
            (reason, count) ->
                rows.add(
                    new ExclusionRow(
                        key,
                        reason.why(),
                        reason.missingFrom(),
                        Math.toIntExact(count),
                        runs.size())));
  }

  /** Reason and statistic, for each statistic that lacks the run. */
  private static List<Reason> reasons(JudgedRun run) {
    boolean nothing = run.failed() || run.excluded() == Exclusion.NO_TRAJECTORY;
    return nothing ? List.of(new Reason(run.excluded().word(), "everything")) : partial(run);
  }

  private static List<Reason> partial(JudgedRun run) {
    List<Reason> reasons = new ArrayList<>();
    if (!run.learned()) {
      reasons.add(new Reason("never_learned", "collapsed"));
    }
    if (Double.isNaN(run.lost())) {
      reasons.add(new Reason(why(run, "no_scale"), "lost, critical_magnitudes"));
    } else if (run.condition().magnitude() == 0) {
      reasons.add(new Reason("magnitude_0", "critical_magnitudes"));
    }
    if (Double.isNaN(run.retainedPerformance())) {
      String why = why(run, "twin_diverged_or_never_learned");
      reasons.add(new Reason(why, "retained_performance, performance_profiles"));
    }
    if (!run.diverged() && Double.isNaN(run.finalPerformance())) {
      reasons.add(new Reason(why(run, "last_performance_not_finite"), "final_performance"));
    }
    if (run.row().divergence() != null && Double.isNaN(run.row().divergence().divergenceRate())) {
      reasons.add(new Reason("no_divergence_fit", "divergence_rate"));
    }
    if (Double.isNaN(run.spikeScore())) {
      reasons.add(new Reason("too_few_losses", "spike_free"));
    }
    if (run.collapsed() && Double.isNaN(run.recovery())) {
      reasons.add(new Reason("disturbance_never_ends", "recovered"));
    }
    return reasons;
  }

  private static String why(JudgedRun run, String otherwise) {
    return run.excluded() == null ? otherwise : run.excluded().word();
  }
}
